# language: nl
Functionaliteit: Ontheffing van verplichtingen (Participatiewet artikel 9 lid 2, 9 lid 5 en 9a)

  Abstract Scenario: artikel 9a: hooguit tot de dag voordat het jongste kind 5 wordt
    Gegeven het jongste kind is geboren op <geboren>
    Als het college ontheffing op grond van 9a verleent van <van> tot en met <tot>
    Dan is de ontheffing <uitslag>

    Voorbeelden:
      | geboren    | van       | tot        | uitslag                                |
      | 15-6-2024  | 1-12-2026 | 14-6-2029  | verleend                               |
      | 15-6-2024  | 1-12-2026 | 15-6-2029  | geweigerd: kies tot en met 14 jun 2029 |
      | 29-2-2024  | 1-12-2026 | 28-2-2029  | verleend                               |
      | 29-2-2024  | 1-12-2026 | 1-3-2029   | geweigerd: kies tot en met 28 feb 2029 |
      | 2-12-2021  | 1-12-2026 | 1-12-2026  | verleend                               |
      | 1-12-2021  | 1-12-2026 | 31-12-2026 | geweigerd: kind is al 5                |
      | 2-12-2026  | 1-12-2026 | 31-12-2026 | geweigerd: nog niet geboren            |

  Abstract Scenario: artikel 9a: alles bij elkaar hooguit 5 jaar, ook met een jonger kind
    Gegeven het jongste kind is geboren op 1-10-2026
    En een eerdere ontheffing op grond van 9a van 1-1-2020 tot en met 31-12-2023
    Als het college ontheffing op grond van 9a verleent van 1-12-2026 tot en met <tot>
    Dan is de ontheffing <uitslag>

    Voorbeelden:
      | tot        | uitslag                                |
      | 30-11-2027 | verleend                               |
      | 1-12-2027  | geweigerd: vijf jaar tot 30 nov 2027   |

  Scenario: artikel 9a zonder geboortedatum van het kind is niet geblokkeerd
    Als het college ontheffing op grond van 9a verleent van 1-12-2026 tot en met 30-11-2031
    Dan is de ontheffing verleend
    En waarschuwt Klantbeeld: geboortedatum van het jongste kind

  Abstract Scenario: artikel 9a lid 8: opnieuw kijken na zes maanden
    Gegeven het jongste kind is geboren op 1-7-2026
    En het college verleende ontheffing op grond van 9a van <van> tot en met 30-11-2029
    Als de ontheffing is bekeken op <bekeken>
    Dan is de volgende heroverweging uiterlijk op <volgende>

    Voorbeelden:
      | van        | bekeken    | volgende    |
      | 31-8-2026  | nooit      | 28 feb 2027 |
      | 31-8-2026  | 28-2-2027  | 28 aug 2027 |
      | 1-12-2026  | 1-6-2027   | 1 dec 2027  |
      | 1-12-2026  | 1-7-2029   | geen        |

  Abstract Scenario: artikel 9a lid 8: wat bij het bekijken niet meer nodig is, eindigt vanaf die dag en niet eerder
    Gegeven het jongste kind is geboren op 1-7-2026
    En het college verleende ontheffing op grond van 9a van 1-12-2026 tot en met 30-11-2029
    Als de ontheffing bij het bekijken op 1-6-2027 eindigt met <laatste> als laatste dag
    Dan is de laatste dag <uitslag>

    Voorbeelden:
      | laatste    | uitslag                     |
      | 31-5-2027  | geweigerd: voor het bekijken |
      | 1-6-2027   | 1 jun 2027                  |
      | 29-11-2029 | 29 nov 2029                 |
      | 30-11-2029 | geweigerd: eindigt al       |

  Abstract Scenario: artikel 9 lid 2 is tijdelijk tot en met 31-12-2026; daarna is de regel niet bekend
    Als het college ontheffing op grond van 9 lid 2 verleent van <van> tot en met <tot>, met de motivering "<motivering>"
    Dan is de ontheffing <uitslag>

    Voorbeelden:
      | van        | tot        | motivering      | uitslag                          |
      | 31-12-2026 | 30-6-2027  |                 | verleend                         |
      | 31-12-2026 | nooit      | zorg voor vader | geweigerd: einddatum nodig       |
      | 1-1-2027   | 30-6-2027  |                 | geweigerd: motivering nodig      |
      | 1-1-2027   | 30-6-2027  | zorg voor vader | verleend                         |
      | 1-1-2027   | nooit      | zorg voor vader | verleend                         |

  Scenario: artikel 9 lid 2: een ontheffing van vóór 1-1-2027 die doorloopt, toont dat de regel verandert
    Als het college ontheffing op grond van 9 lid 2 verleent van 31-12-2026 tot en met 1-1-2027, met de motivering ""
    Dan is de ontheffing verleend
    En waarschuwt Klantbeeld: loopt door na 31 dec 2026

  Scenario: artikel 9 lid 2: wie op 31-12-2026 klaar is, merkt niets van 2027
    Als het college ontheffing op grond van 9 lid 2 verleent van 1-12-2026 tot en met 31-12-2026, met de motivering ""
    Dan is de ontheffing verleend
    En waarschuwt Klantbeeld niet

  Abstract Scenario: motie van 2017: niet vrijgesteld van het zoeken naar werk (artikel 9 lid 1 onder a)
    Gegeven een uitkering van 1-3-2020 tot en met 31-5-2027
    En het college verleende ontheffing op grond van 9 lid 2 van <verplichting> van 1-12-2026 tot en met 31-12-2026
    Dan hoort de klant op <dag> <wel> bij de motie

    Voorbeelden:
      | verplichting        | dag        | wel  |
      | arbeidsverplichting | 30-11-2026 | wel  |
      | arbeidsverplichting | 1-12-2026  | niet |
      | arbeidsverplichting | 31-12-2026 | niet |
      | arbeidsverplichting | 1-1-2027   | wel  |
      | tegenprestatie      | 15-12-2026 | wel  |
      | arbeidsverplichting | 1-6-2027   | niet |
