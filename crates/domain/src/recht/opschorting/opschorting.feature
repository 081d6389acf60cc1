# language: nl
Functionaliteit: Opschorting van het recht op bijstand (PW artikel 54 lid 1, 2 en 4)
  Wie niet verschijnt, gegevens niet geeft of niet meewerkt, en dat te verwijten is, kan worden opgeschort: ten hoogste acht
  weken. De brief geeft een hersteltermijn. Daarna herleeft het recht, of het wordt ingetrokken vanaf de eerste dag.

  Achtergrond:
    Gegeven Samira heeft recht op bijstand vanaf 1-3-2021
    En Samira verscheen niet op 13-11-2026
    En de opschorting begint op 16-11-2026
    En de brief van 16-11-2026 geeft 2 weken om te herstellen

  Abstract Scenario: artikel 54 lid 1: acht weken zijn 56 dagen, de eerste dag telt mee, en zij schuiven niet op
    Gegeven Samira verscheen niet op <eerste dag>
    En de opschorting begint op <eerste dag>
    En de brief van <eerste dag> geeft 1 week om te herstellen
    Als Ruben opschort
    Dan duurt de opschorting tot en met <laatste dag>
    En duurt de opschorting 56 dagen
    En is het recht op <laatste dag> opgeschort
    En is het recht op <dag erna> niet opgeschort

    Voorbeelden:
      | eerste dag | laatste dag | dag erna   |
      | 16-11-2026 | 10-1-2027   | 11-1-2027  |
      | 30-10-2026 | 24-12-2026  | 25-12-2026 |
      | 31-10-2026 | 25-12-2026  | 26-12-2026 |
      | 1-11-2026  | 26-12-2026  | 27-12-2026 |
      | 6-11-2026  | 31-12-2026  | 1-1-2027   |
      | 4-1-2027   | 28-2-2027   | 1-3-2027   |
      | 5-1-2028   | 29-2-2028   | 1-3-2028   |

  Abstract Scenario: artikel 54 lid 2: de hersteltermijn schuift op van een weekend en van feestdagen (ATW artikel 1 en 2)
    Gegeven de brief van <brief> geeft <termijn> om te herstellen
    Als Ruben opschort
    Dan is de hersteltermijn tot en met <einde>

    Voorbeelden:
      | brief      | termijn  | einde      | waarom                                       |
      | 16-11-2026 | 2 weken  | 30-11-2026 | een maandag                                  |
      | 21-11-2026 | 2 weken  | 7-12-2026  | van zaterdag naar maandag                    |
      | 11-12-2026 | 2 weken  | 28-12-2026 | van eerste kerstdag naar maandag             |
      | 12-12-2026 | 2 weken  | 28-12-2026 | van tweede kerstdag naar maandag             |
      | 18-12-2026 | 2 weken  | 4-1-2027   | van Nieuwjaarsdag naar maandag               |
      | 24-12-2026 | 3 dagen  | 29-12-2026 | na Kerst en een weekend nog twee gewone dagen |

  Abstract Scenario: artikel 54 lid 1 en 2: de hersteltermijn laat een dag over om te beslissen, binnen de acht weken
    Gegeven de brief van 8-1-2027 geeft <termijn> om te herstellen
    En de opschorting begint op <eerste dag>
    Als Ruben opschort
    Dan is het antwoord <antwoord>

    Voorbeelden:
      | eerste dag | termijn | antwoord                                   |
      | 21-11-2026 | 3 dagen | opgeschort                                 |
      | 19-11-2026 | 3 dagen | opgeschort                                 |
      | 18-11-2026 | 3 dagen | geweigerd: kies een kortere hersteltermijn |
      | 17-11-2026 | 3 dagen | geweigerd: kies een kortere hersteltermijn |

  Scenario: artikel 54 lid 1: zonder verwijt geen opschorting
    Gegeven het verzuim is Samira niet te verwijten
    Als Ruben opschort
    Dan is het antwoord geweigerd: alleen als het verzuim de klant te verwijten is

  Abstract Scenario: artikel 54 lid 1: de eerste dag ligt niet vóór het recht en niet na de brief
    Gegeven Samira heeft recht op bijstand vanaf 16-11-2026
    En de brief van 18-11-2026 geeft 2 weken om te herstellen
    En de opschorting begint op <eerste dag>
    Als Ruben opschort
    Dan is het antwoord <antwoord>

    Voorbeelden:
      | eerste dag | antwoord                                    |
      | 15-11-2026 | geweigerd: geen recht op deze uitkering     |
      | 16-11-2026 | opgeschort                                  |
      | 18-11-2026 | opgeschort                                  |
      | 19-11-2026 | geweigerd: de eerste dag ligt na de brief   |

  Scenario: artikel 54 lid 2: een brief van morgen is nog geen mededeling
    Gegeven het is 15-11-2026
    Als Ruben opschort
    Dan is het antwoord geweigerd: een datum in de toekomst

  Scenario: artikel 54 lid 1: Samira komt alsnog op de laatste dag van de hersteltermijn
    Als Ruben opschort
    En Samira herstelt op 30-11-2026
    Dan is het antwoord hersteld
    En herleeft het recht vanaf 16-11-2026
    En is de opdracht hervatten vanaf 16-11-2026

  Scenario: artikel 54 lid 4: ook na de hersteltermijn kan Samira herstellen, zolang er niet is ingetrokken
    Als Ruben opschort
    En Aylin stelt op 1-12-2026 voor om in te trekken
    En Samira herstelt op 2-12-2026
    Dan is het antwoord hersteld
    En herleeft het recht vanaf 16-11-2026

  Abstract Scenario: artikel 54 lid 4: intrekken pas na de hersteltermijn en niet na de acht weken
    Als Ruben opschort
    En Aylin stelt op <dag> voor om in te trekken
    Dan is het antwoord <antwoord>

    Voorbeelden:
      | dag        | antwoord                                          |
      | 30-11-2026 | geweigerd: de hersteltermijn loopt tot en met     |
      | 1-12-2026  | intrekking_voorgesteld                            |
      | 10-1-2027  | intrekking_voorgesteld                            |
      | 11-1-2027  | geweigerd: de opschorting duurde tot en met       |

  Scenario: artikel 54 lid 4: met vier ogen ingetrokken, vanaf de eerste dag van de opschorting
    Als Ruben opschort
    En Aylin stelt op 1-12-2026 voor om in te trekken
    En Mehmet stemt op 2-12-2026 in
    Dan is het antwoord ingetrokken
    En is het recht ingetrokken vanaf 16-11-2026
    En is de opdracht intrekken vanaf 16-11-2026

  Scenario: artikel 54 lid 4: dezelfde persoon kan niet voorstellen en instemmen
    Als Ruben opschort
    En Aylin stelt op 1-12-2026 voor om in te trekken
    En Aylin stemt op 2-12-2026 in
    Dan is het antwoord geweigerd: vier ogen

  Scenario: artikel 54 lid 4: wie opschortte, kan instemmen met het voorstel van een ander
    Als Ruben opschort
    En Aylin stelt op 1-12-2026 voor om in te trekken
    En Ruben stemt op 2-12-2026 in
    Dan is het antwoord ingetrokken

  Abstract Scenario: artikel 54 lid 1 en 4: instemmen kan tot en met de laatste dag van acht weken
    Als Ruben opschort
    En Aylin stelt op 4-1-2027 voor om in te trekken
    En Mehmet stemt op <dag> in
    Dan is het antwoord <antwoord>

    Voorbeelden:
      | dag       | antwoord                                     |
      | 3-1-2027  | geweigerd: deze dag ligt vóór het voorstel   |
      | 4-1-2027  | ingetrokken                                  |
      | 10-1-2027 | ingetrokken                                  |
      | 11-1-2027 | geweigerd: leg vast dat zij is vervallen     |

  Scenario: artikel 54 lid 4: de tweede persoon is het niet eens, en het recht blijft opgeschort
    Als Ruben opschort
    En Aylin stelt op 1-12-2026 voor om in te trekken
    En Mehmet wijst het voorstel terug op 2-12-2026
    Dan is het antwoord opgeschort
    En is op 3-12-2026 te doen: hersteltermijn voorbij

  Scenario: artikel 54 lid 2: wie de brief niet kreeg, had geen hersteltermijn
    Gegeven de brief is niet afgedrukt
    Als Ruben opschort
    En Aylin stelt op 1-12-2026 voor om in te trekken
    Dan is het antwoord geweigerd: niet als afgedrukt gemeld

  Abstract Scenario: artikel 54 lid 1: na acht weken zonder intrekking herleeft het recht
    Als Ruben opschort
    En de opschorting vervalt op <dag>
    Dan is het antwoord <antwoord>

    Voorbeelden:
      | dag       | antwoord                                |
      | 10-1-2027 | geweigerd: zij vervalt pas daarna       |
      | 11-1-2027 | vervallen                               |

  Scenario: artikel 54 lid 1: na acht weken herleeft het recht vanaf de eerste dag
    Als Ruben opschort
    En de opschorting vervalt op 11-1-2027
    Dan herleeft het recht vanaf 16-11-2026

  Abstract Scenario: artikel 54: wat er vandaag te doen is
    Als Ruben opschort
    Dan is op <dag> te doen: <wat>

    Voorbeelden:
      | dag        | wat                                          |
      | 30-11-2026 | niets                                        |
      | 1-12-2026  | hersteltermijn voorbij                       |
      | 2-1-2027   | hersteltermijn voorbij                       |
      | 3-1-2027   | hersteltermijn voorbij, laatste dag nadert   |
      | 10-1-2027  | hersteltermijn voorbij, laatste dag nadert   |
      | 11-1-2027  | laatste dag voorbij                          |

  Scenario: artikel 54: een intrekking gaat terug met een nieuw besluit, en het recht herleeft
    Als Ruben opschort
    En Aylin stelt op 1-12-2026 voor om in te trekken
    En Mehmet stemt op 2-12-2026 in
    En het besluit van 4-1-2027 met kenmerk Z-2027-0012 herroept dat
    Dan is het antwoord herroepen
    En herleeft het recht vanaf 16-11-2026

  Scenario: artikel 54: zonder kenmerk is er geen nieuw besluit
    Als Ruben opschort
    En het besluit van 4-1-2027 met kenmerk  herroept dat
    Dan is het antwoord geweigerd: vul het kenmerk van het nieuwe besluit in

  Scenario: artikel 54 lid 1: voor hetzelfde verzuim niet nog eens acht weken
    Als Ruben opschort
    En de opschorting vervalt op 11-1-2027
    En Ruben opnieuw opschort
    Dan is het antwoord geweigerd: voor hetzelfde verzuim één keer
