# language: nl
Functionaliteit: Spoedkeuring is klaar binnen 14 dagen (geen wetsartikel: afspraak van Haarlem, brief over Pilot 300)

  Abstract Scenario: op dag 14 op tijd, op dag 15 te laat
    Gegeven een spoedkeuring, aangevraagd op <aangevraagd>
    Als de uitslag komt op <klaar>
    Dan is de keuring <oordeel>

    Voorbeelden:
      | aangevraagd | klaar      | oordeel    |
      | 2-11-2026   | 16-11-2026 | op tijd    |
      | 2-11-2026   | 17-11-2026 | te laat    |
      | 17-12-2026  | 31-12-2026 | op tijd    |
      | 18-12-2026  | 1-1-2027   | op tijd    |
      | 18-12-2026  | 2-1-2027   | te laat    |
      | 1-5-2014    | 15-5-2014  | op tijd    |
      | 30-4-2014   | 20-5-2014  | zonder termijn |

  Abstract Scenario: een keuring die nog loopt is over tijd vanaf dag 15
    Gegeven een <soort>, aangevraagd op 2-11-2026
    Dan is de keuring op <dag> <over_tijd> over tijd

    Voorbeelden:
      | soort        | dag        | over_tijd |
      | spoedkeuring | 16-11-2026 | niet      |
      | spoedkeuring | 17-11-2026 | wel       |
      | keuring      | 1-3-2027   | niet      |
