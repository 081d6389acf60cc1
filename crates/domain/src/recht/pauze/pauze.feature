# language: nl
Functionaliteit: Uitkeringspauze (Koersdocument Haarlem 2016; geen artikel van de wet, terugkeer zonder nieuwe melding)

  Achtergrond:
    Gegeven een uitkering vanaf 1-3-2020

  Abstract Scenario: hooguit drie maanden
    Als een pauze begint op <eerste>
    Dan is de laatste dag van de pauze <laatste>

    Voorbeelden:
      | eerste     | laatste    |
      | 1-9-2026   | 30-11-2026 |
      | 1-10-2026  | 31-12-2026 |
      | 2-10-2026  | 1-1-2027   |
      | 30-11-2026 | 28-2-2027  |
      | 29-11-2026 | 28-2-2027  |
      | 28-11-2026 | 27-2-2027  |
      | 1-3-2027   | 31-5-2027  |

  Abstract Scenario: terugkeren kan tot en met de dag na de laatste dag
    Als een pauze begint op 1-9-2026
    En de klant terugkeert op <terug>
    Dan is de pauze <stand>

    Voorbeelden:
      | terug      | stand        |
      | 1-9-2026   | geweigerd    |
      | 2-9-2026   | teruggekeerd |
      | 30-11-2026 | teruggekeerd |
      | 1-12-2026  | teruggekeerd |
      | 2-12-2026  | geweigerd    |

  Abstract Scenario: 14 dagen van tevoren gewaarschuwd
    Als een pauze begint op 1-9-2026
    Dan is het signaal op <dag>: <signaal>

    Voorbeelden:
      | dag        | signaal            |
      | 15-11-2026 | geen               |
      | 16-11-2026 | loopt af, nog 14   |
      | 30-11-2026 | loopt af, nog 0    |
      | 1-12-2026  | verstreken         |

  Abstract Scenario: een pauze die uitloopt, wordt een einde door werk op de dag vóór de pauze
    Als een pauze begint op 1-9-2026
    En de pauze uitloopt op <dag>
    Dan is de pauze <stand>
    En is het einde van de uitkering <einde>

    Voorbeelden:
      | dag        | stand      | einde               |
      | 30-11-2026 | geweigerd  | er niet             |
      | 1-12-2026  | geweigerd  | er niet             |
      | 2-12-2026  | uitgelopen | 31-8-2026 door werk |

  Abstract Scenario: geen uitstroom en geen instroom zolang de pauze loopt
    Als een pauze begint op 1-9-2026
    En de klant terugkeert op 1-11-2026
    Dan is de klant op <dag> <wat>

    Voorbeelden:
      | dag        | wat          |
      | 29-2-2020  | nog niet     |
      | 1-3-2020   | op uitkering |
      | 31-8-2026  | op uitkering |
      | 1-9-2026   | gepauzeerd   |
      | 31-10-2026 | gepauzeerd   |
      | 1-11-2026  | op uitkering |
