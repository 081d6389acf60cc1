# language: nl
Functionaliteit: Onderzoek naar het recht op bijstand (PW artikel 17 en 53a)
  Wat wordt bekeken, wat wordt gevraagd en tot wanneer, wat is gevonden en wat volgt daarop. En in het belang van de klant:
  gebruikt hij waar hij recht op kan hebben?

  Achtergrond:
    Gegeven op 16-11-2026 begint een onderzoek bij Johan, aanleiding inkomen

  Abstract Scenario: artikel 17 lid 1: de termijn om gegevens te geven schuift op van vrije dagen (ATW artikel 1)
    Als Aylin op <gevraagd> de loonstroken vraagt, binnen <weken> weken
    Dan is de laatste dag om te antwoorden <uiterlijk>
    En is het antwoord wacht_op_informatie

    Voorbeelden:
      | gevraagd   | weken | uiterlijk  |
      | 16-11-2026 | 2     | 30-11-2026 |
      | 11-12-2026 | 2     | 28-12-2026 |
      | 18-12-2026 | 2     | 4-1-2027   |
      | 19-11-2026 | 1     | 26-11-2026 |

  Abstract Scenario: artikel 53a: verder zonder antwoord kan pas na de laatste dag
    Als Aylin op 11-12-2026 de loonstroken vraagt, binnen 2 weken
    En Aylin op <dag> verder gaat zonder antwoord
    Dan is het antwoord <antwoord>

    Voorbeelden:
      | dag        | antwoord                                     |
      | 25-12-2026 | geweigerd: kan nog antwoorden tot en met     |
      | 28-12-2026 | geweigerd: kan nog antwoorden tot en met     |
      | 29-12-2026 | open                                         |

  Scenario: artikel 17 lid 1: te laat is te laat, maar wat binnenkomt telt
    Als Aylin op 11-12-2026 de loonstroken vraagt, binnen 2 weken
    En de loonstroken binnenkomen op 4-1-2027
    Dan is het antwoord open

  Abstract Scenario: artikel 17 lid 1: een antwoord is niet ouder dan de vraag en niet van morgen
    Als Aylin op 16-11-2026 de loonstroken vraagt, binnen 2 weken
    En het is 20-11-2026
    En de loonstroken binnenkomen op <dag>
    Dan is het antwoord <antwoord>

    Voorbeelden:
      | dag        | antwoord                       |
      | 15-11-2026 | geweigerd: van vóór de vraag   |
      | 16-11-2026 | open                           |
      | 20-11-2026 | open                           |
      | 21-11-2026 | geweigerd: uit de toekomst     |

  Abstract Scenario: artikel 53a: wat over tijd is
    Als Aylin op 18-12-2026 de loonstroken vraagt, binnen 2 weken
    Dan is op <dag> over tijd: <wat>

    Voorbeelden:
      | dag       | wat               |
      | 4-1-2027  | niets             |
      | 5-1-2027  | vraag             |
      | 11-1-2027 | vraag             |
      | 12-1-2027 | vraag, onderzoek  |

  Scenario: artikel 53a: een onderzoek wordt afgerond als alles is bekeken
    Als Aylin afrondt op 23-11-2026 met geen wijziging
    Dan is het antwoord geweigerd: nog niet bekeken

  Scenario: artikel 53a: afgerond met een uitkomst, en heropend als er toch iets is
    Als Aylin alles bekijkt op 20-11-2026
    En Aylin afrondt op 23-11-2026 met geen wijziging
    Dan is het antwoord afgerond
    Als Aylin heropent op 4-1-2027
    Dan is het antwoord open
    En is op 1-3-2027 over tijd: niets
    En is op 2-3-2027 over tijd: onderzoek

  Scenario: artikel 53a: terwijl er op informatie wordt gewacht, is het niet af
    Als Aylin alles bekijkt op 20-11-2026
    En Aylin op 20-11-2026 de loonstroken vraagt, binnen 2 weken
    En Aylin afrondt op 23-11-2026 met geen wijziging
    Dan is het antwoord geweigerd: aan het wachten op informatie

  Abstract Scenario: artikel 54 en 58: wie zegt dat een besluit nodig is, zegt welk
    Als Aylin alles bekijkt op 20-11-2026
    En Aylin afrondt op 23-11-2026 met besluit nodig: <besluiten>
    Dan is het antwoord <antwoord>

    Voorbeelden:
      | besluiten                  | antwoord                                |
      |                            | geweigerd: kies welk besluit nodig is   |
      | herziening, terugvordering | afgerond                                |
      | opschorting                | afgerond                                |

  Abstract Scenario: artikel 35: in het belang van de klant wordt gevraagd wat hij gebruikt
    Gegeven bijzondere bijstand: <gebruik>, afgesproken: <vervolg>
    Als Aylin alles bekijkt op 20-11-2026
    En Aylin afrondt op 23-11-2026 met geen wijziging
    Dan is het antwoord <antwoord>

    Voorbeelden:
      | gebruik            | vervolg                    | antwoord                                 |
      | gebruikt           |                            | afgerond                                 |
      | onbekend           |                            | afgerond                                 |
      | niet_van_toepassing |                           | afgerond                                 |
      | niet_gebruikt      |                            | geweigerd: schrijf op wat daarover is    |
      | niet_gebruikt      | aanvraag samen op 30-11    | afgerond                                 |
      | niet_gebruikt      | Johan wil dat niet         | afgerond                                 |

  Scenario: artikel 53a: een onderzoek dat niet meer kan, vervalt met een reden
    Als het vervalt op 23-11-2026 omdat: Johan is verhuisd
    Dan is het antwoord vervallen

  Scenario: artikel 53a: zonder reden vervalt niets
    Als het vervalt op 23-11-2026 omdat: 
    Dan is het antwoord geweigerd: schrijf op waarom
