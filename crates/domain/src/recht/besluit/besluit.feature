# language: nl
Functionaliteit: Besluiten over recht en hoogte (PW artikel 54 lid 3, 58 en 18)
  Wat iemands recht afneemt of een schuld oplegt, stelt iemand anders vast dan wie het voorbereidt. De uitkeringsadministratie
  voert uit; het volgende bestand laat zien of dat zo is. Terug gaat het alleen met een nieuw besluit.

  Achtergrond:
    Gegeven Johan heeft recht op bijstand vanaf 1-3-2021

  Abstract Scenario: artikel 54 lid 3 en 58: vier ogen waar recht wordt afgenomen of een schuld ontstaat
    Gegeven Aylin bereidt op 16-11-2026 een <soort> voor
    En het is voorgelegd op 17-11-2026
    Als <wie> het vaststelt op 18-11-2026
    Dan is het antwoord <antwoord>

    Voorbeelden:
      | soort          | wie    | antwoord             |
      | intrekking     | Aylin  | geweigerd: vier ogen |
      | intrekking     | Mehmet | vastgesteld          |
      | terugvordering | Aylin  | geweigerd: vier ogen |
      | terugvordering | Mehmet | vastgesteld          |
      | herziening     | Aylin  | vastgesteld          |
      | verlaging      | Aylin  | vastgesteld          |

  Scenario: artikel 54 lid 3: na terugwijzen telt wie het opnieuw voorbereidt
    Gegeven Aylin bereidt op 16-11-2026 een intrekking voor
    En het is voorgelegd op 17-11-2026
    Als Mehmet het terugwijst op 18-11-2026
    En Mehmet het opnieuw voorbereidt op 19-11-2026
    En het is voorgelegd op 19-11-2026
    En Mehmet het vaststelt op 20-11-2026
    Dan is het antwoord geweigerd: vier ogen

  Abstract Scenario: Awb artikel 6:7: bezwaar binnen zes weken, opgeschoven van vrije dagen
    Gegeven Aylin bereidt op 2-11-2026 een herziening voor
    En het is voorgelegd op 2-11-2026
    Als Mehmet het vaststelt op <besluit>
    Dan is bezwaar mogelijk tot en met <einde>

    Voorbeelden:
      | besluit    | einde      | waarom                            |
      | 2-11-2026  | 14-12-2026 | een maandag                       |
      | 13-11-2026 | 28-12-2026 | van eerste kerstdag naar maandag  |
      | 20-11-2026 | 4-1-2027   | van Nieuwjaarsdag naar maandag    |
      | 21-11-2026 | 4-1-2027   | van zaterdag naar maandag         |

  Abstract Scenario: artikel 58: een terugvordering heeft een grond, een bedrag en een periode die voorbij is
    Gegeven Aylin bereidt op 16-11-2026 een terugvordering voor van <bedrag> over <van> tot en met <tot>
    Dan is het antwoord <antwoord>

    Voorbeelden:
      | bedrag   | van       | tot        | antwoord                                |
      | 1.419,46 | 1-10-2026 | 31-10-2026 | voorbereid                              |
      | 0,01     | 1-10-2026 | 16-11-2026 | voorbereid                              |
      | 0        | 1-10-2026 | 31-10-2026 | geweigerd: het is meer dan nul          |
      | 1.419,46 | 1-10-2026 | 17-11-2026 | geweigerd: een periode die voorbij is   |
      | 1.419,46 | 1-10-2026 | 30-9-2026  | geweigerd: vóór de eerste               |
      | 1.419,46 | 28-2-2021 | 31-3-2021  | geweigerd: geen recht op deze uitkering |

  Scenario: artikel 58 lid 1: de opdracht is voor de uitkeringsadministratie, en haar bestand bevestigt
    Gegeven Aylin bereidt op 16-11-2026 een terugvordering voor van 1.419,46 over 1-10-2026 tot en met 31-10-2026
    En het is voorgelegd op 16-11-2026
    Als Mehmet het vaststelt op 17-11-2026
    En het is opgedragen op 17-11-2026
    Dan is de opdracht terugvorderen van € 1.419,46 op grond van PW 58 lid 1
    Als het bestand van 1-12-2026 een bedrag laat zien van 1.419,46
    Dan is het antwoord uitgevoerd

  Scenario: artikel 58 lid 1: het bestand laat een ander bedrag zien, en later het goede
    Gegeven Aylin bereidt op 16-11-2026 een terugvordering voor van 1.419,46 over 1-10-2026 tot en met 31-10-2026
    En het is voorgelegd op 16-11-2026
    Als Mehmet het vaststelt op 17-11-2026
    En het is opgedragen op 17-11-2026
    En het bestand van 1-12-2026 een bedrag laat zien van 1.419,64
    Dan is het antwoord wijkt_af
    En is het verschil: bedrag: gevraagd € 1.419,46, in de administratie € 1.419,64
    Als het bestand van 1-1-2027 een bedrag laat zien van 1.419,46
    Dan is het antwoord uitgevoerd

  Scenario: artikel 58 lid 1: een bestand van vóór de opdracht bevestigt niets
    Gegeven Aylin bereidt op 16-11-2026 een terugvordering voor van 1.419,46 over 1-10-2026 tot en met 31-10-2026
    En het is voorgelegd op 16-11-2026
    Als Mehmet het vaststelt op 17-11-2026
    En het is opgedragen op 17-11-2026
    En het bestand van 16-11-2026 een bedrag laat zien van 1.419,46
    Dan is het antwoord geweigerd: vóór de vorige stap

  Scenario: artikel 58: na herroepen gaat er een opdracht uit om ongedaan te maken
    Gegeven Aylin bereidt op 16-11-2026 een terugvordering voor van 1.419,46 over 1-10-2026 tot en met 31-10-2026
    En het is voorgelegd op 16-11-2026
    Als Mehmet het vaststelt op 17-11-2026
    En het is opgedragen op 17-11-2026
    En een nieuw besluit van 4-1-2027 herroept dat
    Dan is het antwoord herroepen
    En is de opdracht ongedaan_maken van € 1.419,46 op grond van PW 58 lid 1

  Abstract Scenario: artikel 18 lid 3: een verlaging vraagt binnen drie maanden om heroverweging
    Gegeven Aylin bereidt op 18-9-2026 een verlaging voor
    En het is voorgelegd op 18-9-2026
    Als Mehmet het vaststelt op 25-9-2026
    Dan is op <dag> te doen: <wat>

    Voorbeelden:
      | dag        | wat                                                     |
      | 25-9-2026  | opdragen, heroverwegen uiterlijk 25-12-2026             |
      | 25-12-2026 | opdragen, heroverwegen uiterlijk 25-12-2026             |
      | 26-12-2026 | opdragen, heroverwegen te laat sinds 25-12-2026         |

  Scenario: artikel 18 lid 3: na de heroverweging is dat klaar
    Gegeven Aylin bereidt op 18-9-2026 een verlaging voor
    En het is voorgelegd op 18-9-2026
    Als Mehmet het vaststelt op 25-9-2026
    En Aylin het heroverweegt op 23-11-2026
    Dan is op 26-12-2026 te doen: opdragen

  Scenario: artikel 54 lid 3: zonder motivering is er geen besluit
    Gegeven Aylin bereidt op 16-11-2026 een intrekking voor zonder motivering
    Dan is het antwoord geweigerd: schrijf de motivering op
