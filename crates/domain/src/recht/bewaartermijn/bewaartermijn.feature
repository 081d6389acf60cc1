# language: nl
Functionaliteit: Bewaartermijnen volgens de Selectielijst 2020 (proces en resultaat in plaats van een artikel)

  Abstract Scenario: wanneer een stuk vernietigd kan worden
    Gegeven een stuk van de soort <soort> volgens <lijst>
    Als de termijn begint op <begin>
    Dan is de bestemming: <bestemming>

    Voorbeelden:
      | soort                    | lijst   | begin      | bestemming                    |
      | uitkering_verstrekt      | 8.1     | 31-12-2016 | vernietigen vanaf 1 jan 2027  |
      | uitkering_verstrekt      | 8.1     | nooit      | termijn niet begonnen         |
      | aanvraag_geweigerd       | 8.2     | 30-11-2021 | vernietigen vanaf 1 dec 2026  |
      | uitkering_beeindigd      | 8.3     | 29-2-2024  | vernietigen vanaf 1 mrt 2034  |
      | aanvraag_afgebroken      | 8.4.1   | 16-10-2026 | vernietigen vanaf 28 nov 2026 |
      | aanvraag_afgebroken      | 8.4.1   | 20-11-2026 | vernietigen vanaf 2 jan 2027  |
      | hercontrole              | 12.1.1  | 27-11-2016 | vernietigen vanaf 28 nov 2026 |
      | handhaving               | 12.2    | 27-11-2016 | vernietigen vanaf 28 nov 2026 |
      | bestuurlijke_boete       | 12.2.5  | 27-11-2019 | vernietigen vanaf 28 nov 2026 |
      | bezwaar_beroep_klacht    | 13.1    | 27-11-2021 | vernietigen vanaf 28 nov 2026 |
      | financiele_administratie | 19.1    | 31-12-2019 | vernietigen vanaf 1 jan 2027  |
      | vakantietoestemming      | 11.1    | 27-11-2025 | vernietigen vanaf 28 nov 2026 |
      | beleidsevaluatie         | 4.1     | 1-1-2019   | blijvend bewaren              |
      | sociaal_medisch_advies   | 21.1.3  | 27-11-2006 | juridisch te toetsen vanaf 28 nov 2026 |
      | reintegratie             | 8.1 (geen eigen ingang) | 27-11-2016 | juridisch te toetsen vanaf 28 nov 2026 |

  Abstract Scenario: een afgebroken aanvraag blijft 42 dagen
    Gegeven een stuk van de soort aanvraag_afgebroken volgens 8.4.1
    Als de termijn begint op 16-10-2026
    Dan staat het op <dag> <wel> op de lijst

    Voorbeelden:
      | dag        | wel  |
      | 27-11-2026 | niet |
      | 28-11-2026 | wel  |
