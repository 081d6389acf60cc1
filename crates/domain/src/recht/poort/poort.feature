# language: nl
Functionaliteit: De poort: melding, zoektermijn, aanvraag en toekenning (Participatiewet artikel 41, 43a en 44)

  Abstract Scenario: artikel 41 lid 4: wie jonger is dan 27 zoekt eerst vier weken
    Als Daan, geboren op <geboren>, zich meldt op <melding>
    Dan kan Daan aanvragen vanaf <vanaf>

    Voorbeelden:
      | geboren    | melding    | vanaf      |
      | 1-6-2003   | 2-11-2026  | 30-11-2026 |
      | 1-6-2003   | 4-12-2026  | 1-1-2027   |
      | 1-6-2003   | 5-12-2026  | 2-1-2027   |
      | 2-11-1999  | 2-11-2026  | 2-11-2026  |
      | 3-11-1999  | 2-11-2026  | 3-11-2026  |
      | 29-11-1999 | 2-11-2026  | 29-11-2026 |
      | 30-11-1999 | 2-11-2026  | 30-11-2026 |
      | 1-12-1999  | 2-11-2026  | 30-11-2026 |
      | 29-2-2000  | 15-2-2027  | 1-3-2027   |

  Abstract Scenario: artikel 41 lid 4: met een partner geldt de zoektermijn als beiden jonger zijn
    Als Daan, geboren op 1-6-2003, zich meldt op 2-11-2026 met een partner, geboren op <partner>
    Dan kan Daan aanvragen vanaf <vanaf>

    Voorbeelden:
      | partner    | vanaf      |
      | 2-11-1999  | 2-11-2026  |
      | 10-11-1999 | 10-11-2026 |
      | 1-1-2004   | 30-11-2026 |

  Abstract Scenario: artikel 41 lid 4: geen intake voor de aanvraag vóór het einde van de vier weken
    Als Daan, geboren op 1-6-2003, zich meldt op 2-11-2026
    En de intake is op <intake>
    Dan is Daan <stand>

    Voorbeelden:
      | intake     | stand                                          |
      | 29-11-2026 | geweigerd: op die dag loopt de zoektermijn nog |
      | 30-11-2026 | intake                                         |

  Abstract Scenario: artikel 41 lid 4: praktijkonderwijs of vso, hooguit een jaar ervoor
    Als Daan, geboren op 1-6-2008, zich meldt op <melding>
    En Daan op <school> voor het laatst op het praktijkonderwijs stond ingeschreven
    Dan is Daan <stand>

    Voorbeelden:
      | melding    | school     | stand          |
      | 2-11-2026  | 2-11-2026  | gemeld         |
      | 2-11-2026  | 2-11-2025  | gemeld         |
      | 2-11-2026  | 1-11-2025  | geweigerd: praktijkonderwijs |
      | 31-12-2025 | 1-7-2025   | geweigerd: welke regel |

  Abstract Scenario: artikel 41 lid 11: eerder beginnen kan sinds 1-1-2026, met een reden
    Als Daan, geboren op 1-6-2003, zich meldt op <melding>
    En het college op <op> eerder begint omdat "<reden>"
    Dan is Daan <stand>

    Voorbeelden:
      | melding    | op         | reden       | stand                        |
      | 2-11-2026  | 2-11-2026  | geen woning | gemeld                       |
      | 2-11-2026  | 29-11-2026 | geen woning | gemeld                       |
      | 2-11-2026  | 30-11-2026 | geen woning | geweigerd: de zoektermijn is |
      | 2-11-2026  | 9-11-2026  |             | geweigerd: schrijf de reden  |
      | 22-12-2025 | 31-12-2025 | geen woning | geweigerd: eerder beginnen   |
      | 22-12-2025 | 1-1-2026   | geen woning | gemeld                       |

  Abstract Scenario: artikel 44 lid 4: bij een toekenning aan wie 18 tot 27 is hoort een plan
    Als Daan, geboren op <geboren>, zich meldt op 1-9-2026
    En Daan aanvraagt op 1-10-2026
    En het college op 12-11-2026 toekent vanaf <ingang>, <plan> plan
    Dan is Daan <stand>

    Voorbeelden:
      | geboren    | ingang    | plan   | stand                    |
      | 13-11-1999 | 1-10-2026 | zonder | geweigerd: bij een toekenning |
      | 13-11-1999 | 1-10-2026 | met    | toegekend                |
      | 12-11-1999 | 1-10-2026 | zonder | geweigerd: bij een toekenning |
      | 1-10-1999  | 1-10-2026 | zonder | toegekend                |

  Abstract Scenario: artikel 44 lid 1 en 5: de uitkering begint bij de melding, of met een reden hooguit drie maanden eerder
    Als Daan, geboren op 1-6-1980, zich meldt op 1-9-2026
    En Daan aanvraagt op 1-9-2026
    En het college op 15-9-2026 toekent vanaf <ingang>, omdat "<reden>"
    Dan is Daan <stand>

    Voorbeelden:
      | ingang    | reden             | stand                      |
      | 1-9-2026  |                   | toegekend                  |
      | 31-8-2026 |                   | geweigerd: de uitkering    |
      | 31-8-2026 | lag in ziekenhuis | toegekend                  |
      | 1-6-2026  | lag in ziekenhuis | toegekend                  |
      | 31-5-2026 | lag in ziekenhuis | geweigerd: de uitkering    |

  Abstract Scenario: de vaste klantmanager begint op de dag van de toekenning (Haarlem 2016, geen wetsartikel)
    Als Daan, geboren op 1-6-1980, zich meldt op 1-9-2026
    En Daan aanvraagt op 1-9-2026
    En het college op 15-9-2026 toekent met een klantmanager vanaf <vanaf>
    Dan is Daan <stand>

    Voorbeelden:
      | vanaf     | stand                            |
      | 15-9-2026 | toegekend                        |
      | 16-9-2026 | geweigerd: de vaste klantmanager |
      | nooit     | geweigerd: kies een vaste        |

  Abstract Scenario: gesproken binnen zeven dagen (eigen instelling, geen wetsartikel)
    Als Daan, geboren op 1-6-2003, zich meldt op 2-11-2026
    Dan is Daan, gesproken op <gesproken>, op <vandaag> <oordeel>

    Voorbeelden:
      | gesproken  | vandaag    | oordeel          |
      | 9-11-2026  | 9-11-2026  | op tijd          |
      | 10-11-2026 | 10-11-2026 | te laat          |
      | nooit      | 9-11-2026  | nog niet bekend  |
      | nooit      | 10-11-2026 | te laat          |

  Abstract Scenario: Awb artikel 4:13: acht weken na de aanvraag is er een besluit, of op de eerste werkdag daarna
    Als Daan, geboren op 1-6-1980, zich meldt op 1-9-2026
    En Daan aanvraagt op <aanvraag>
    Dan is het besluit er uiterlijk op <uiterlijk>

    Voorbeelden:
      | aanvraag   | uiterlijk  |
      | 1-9-2026   | 27-10-2026 |
      | 5-9-2026   | 2-11-2026  |
      | 30-10-2026 | 28-12-2026 |
