# language: nl
Functionaliteit: Verlaging van de uitkering (PW artikel 18 lid 2, 3, 4, 9 en 10)
  Hoeveel en hoe lang staat in de eigen verordening (lid 2) of in de wet (lid 4), en nergens anders. Wie het niet te verwijten
  is, krijgt geen verlaging (lid 9). Wat vanaf 1-1-2027 geldt, is niet bekend.

  Achtergrond:
    Gegeven Daan weigerde op 2-9-2026 werk dat hij kon doen
    En dat is Daan te verwijten

  Abstract Scenario: artikel 18 lid 4: bij een geüniformeerde verplichting 100 procent, een tot en met drie maanden
    Als de uitkering met <procent> % wordt verlaagd om een geüniformeerde verplichting, vanaf 1-9-2026, <maanden> maanden
    Dan is het antwoord <antwoord>

    Voorbeelden:
      | procent | maanden | antwoord                                                   |
      | 100     | 1       | goed                                                       |
      | 100     | 3       | goed                                                       |
      | 100     | 4       | geweigerd: duurt hier 1 tot en met 3 maanden               |
      | 50      | 1       | geweigerd: de verlaging is hier 100 %                      |
      | 0       | 1       | geweigerd: kies een verlaging van 1 tot en met 100 %       |
      | 100     | 0       | geweigerd: ten minste een maand                            |

  Abstract Scenario: artikel 18: de maanden van een verlaging en de grens van 1-1-2027
    Gegeven Daan weigerde op <gedraging> werk dat hij kon doen
    Als de uitkering met 100 % wordt verlaagd om een geüniformeerde verplichting, vanaf <eerste maand>, <maanden> maanden
    Dan is het antwoord <antwoord>

    Voorbeelden:
      | gedraging  | eerste maand | maanden | antwoord                              |
      | 2-9-2026   | 1-10-2026    | 3       | goed                                  |
      | 2-9-2026   | 1-11-2026    | 2       | goed                                  |
      | 2-9-2026   | 1-11-2026    | 3       | geweigerd: welke regel op 1 jan 2027  |
      | 1-12-2026  | 1-12-2026    | 1       | goed                                  |
      | 31-12-2026 | 1-12-2026    | 1       | goed                                  |
      | 31-12-2026 | 1-1-2027     | 1       | geweigerd: welke regel op 1 jan 2027  |
      | 1-1-2027   | 1-1-2027     | 1       | geweigerd: welke regel op 1 jan 2027  |

  Scenario: artikel 18: wie na 1-1-2027 verlaagt, beoordeelt dat zelf en schrijft op waarom
    Gegeven Daan weigerde op 4-1-2027 werk dat hij kon doen
    En de eigen beoordeling is: de nieuwe wettekst laat dit toe, zie advies van 5 januari
    Als de uitkering met 40 % wordt verlaagd om een geüniformeerde verplichting, vanaf 1-2-2027, 1 maanden
    Dan is het antwoord goed

  Scenario: artikel 18 lid 4: waar de regel bekend is, komt geen eigen beoordeling in de plaats
    Gegeven de eigen beoordeling is: 40 procent lijkt genoeg
    Als de uitkering met 40 % wordt verlaagd om een geüniformeerde verplichting, vanaf 1-10-2026, 1 maanden
    Dan is het antwoord geweigerd: de verlaging is hier 100 %

  Scenario: artikel 18 lid 2: zonder regel in de tabel van de gemeente is er geen verlaging
    Als de uitkering met 30 % wordt verlaagd om gedraging te_laat, vanaf 1-10-2026, 1 maanden
    Dan is het antwoord geweigerd: de verlagingstabel van de gemeente heeft geen regel

  Scenario: artikel 18 lid 2: ook een eigen beoordeling vervangt de verordening niet
    Gegeven de eigen beoordeling is: zo deden wij het altijd
    Als de uitkering met 30 % wordt verlaagd om gedraging te_laat, vanaf 1-10-2026, 1 maanden
    Dan is het antwoord geweigerd: de verlagingstabel van de gemeente heeft geen regel

  Abstract Scenario: artikel 18 lid 2: de regel van de dag van de gedraging telt
    Gegeven de tabel zegt voor te_laat 30 %, 1 maanden, van 1-1-2020 tot en met 30-6-2026
    En de tabel zegt voor te_laat 10 %, 2 maanden, van 1-7-2026 tot en met 31-12-2026
    En Daan weigerde op <gedraging> werk dat hij kon doen
    Als de uitkering met <procent> % wordt verlaagd om gedraging te_laat, vanaf 1-8-2026, <maanden> maanden
    Dan is het antwoord <antwoord>

    Voorbeelden:
      | gedraging  | procent | maanden | antwoord                             |
      | 31-12-2019 | 30      | 1       | geweigerd: heeft geen regel          |
      | 30-6-2026  | 30      | 1       | goed                                 |
      | 1-7-2026   | 30      | 1       | geweigerd: de verlaging is hier 10 % |
      | 1-7-2026   | 10      | 2       | goed                                 |
      | 1-7-2026   | 10      | 1       | geweigerd: duurt hier 2 maanden      |

  Scenario: artikel 18 lid 2: over schending van de inlichtingenplicht gaat een verlaging niet
    Gegeven het gaat om de inlichtingenplicht
    Als de uitkering met 100 % wordt verlaagd om een geüniformeerde verplichting, vanaf 1-10-2026, 1 maanden
    Dan is het antwoord geweigerd: kies herziening of intrekking en terugvordering

  Scenario: artikel 18 lid 9: zonder verwijt geen verlaging
    Gegeven dat is Daan niet te verwijten
    Als de uitkering met 100 % wordt verlaagd om een geüniformeerde verplichting, vanaf 1-10-2026, 1 maanden
    Dan is het antwoord geweigerd: alleen als de gedraging de klant te verwijten is

  Abstract Scenario: artikel 18 lid 10: dringende redenen maken de verlaging minder, nooit meer
    Gegeven de dringende redenen zijn: twee kleine kinderen en een huurachterstand
    En de tabel zegt voor te_laat 30 %, 2 maanden, van 1-1-2020 tot en met 31-12-2026
    Als de uitkering met <procent> % wordt verlaagd om gedraging te_laat, vanaf 1-10-2026, <maanden> maanden
    Dan is het antwoord <antwoord>

    Voorbeelden:
      | procent | maanden | antwoord                             |
      | 10      | 1       | goed                                 |
      | 30      | 2       | goed                                 |
      | 31      | 2       | geweigerd: de verlaging is hier 30 % |
      | 30      | 3       | geweigerd: duurt hier 2 maanden      |

  Abstract Scenario: artikel 18: een verlaging gaat in op de eerste van een maand, niet vóór de maand van de gedraging
    Als de uitkering met 100 % wordt verlaagd om een geüniformeerde verplichting, vanaf <vanaf>, 1 maanden
    Dan is het antwoord <antwoord>

    Voorbeelden:
      | vanaf     | antwoord                                |
      | 1-8-2026  | geweigerd: kies 1 sep 2026 of later     |
      | 1-9-2026  | goed                                    |
      | 2-9-2026  | geweigerd: kies 1 okt 2026              |
      | 31-12-2026 | geweigerd: kies 1 jan 2027             |

  Abstract Scenario: artikel 18 lid 3: heroverwogen binnen drie maanden; een vrije dag rekt dat niet op
    Gegeven het besluit tot verlaging is van <besluit>
    Dan is de heroverweging uiterlijk op <uiterlijk>

    Voorbeelden:
      | besluit    | uiterlijk  |
      | 25-9-2026  | 25-12-2026 |
      | 30-9-2026  | 30-12-2026 |
      | 1-10-2026  | 1-1-2027   |
      | 30-11-2026 | 28-2-2027  |
