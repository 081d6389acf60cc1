# language: nl
Functionaliteit: Steekproef voor onderzoek naar het recht op bijstand (PW artikel 53a)
  Wie wordt onderzocht, bepaalt een zaad dat wordt bewaard. Iedereen kan het narekenen. Niets van een klant telt mee.

  Abstract Scenario: artikel 53a: het aandeel van de klanten, afgerond
    Gegeven <klanten> klanten op 1-1-2027
    Als op 4-1-2027 een steekproef van <aandeel> % wordt getrokken met zaad Haarlem2027
    Dan zijn er <getrokken> getrokken

    Voorbeelden:
      | klanten | aandeel | getrokken | waarom                          |
      | 300     | 12      | 36        | het aandeel van Pilot 300       |
      | 253     | 12      | 30        | 30,36                           |
      | 4       | 12      | 0         | 0,48                            |
      | 5       | 10      | 1         | 0,5 wordt naar boven afgerond   |
      | 1       | 100     | 1         | allemaal                        |

  Abstract Scenario: artikel 53a: de peildatum is vandaag of eerder
    Gegeven 100 klanten op <peildatum>
    Als op 31-12-2026 een steekproef van 12 % wordt getrokken met zaad Haarlem2027
    Dan <uitkomst>

    Voorbeelden:
      | peildatum  | uitkomst                                         |
      | 31-12-2026 | zijn er 12 getrokken                             |
      | 1-1-2027   | wordt dat geweigerd: de peildatum ligt in de toekomst |

  Scenario: artikel 53a: zonder klanten is er geen steekproef
    Gegeven 0 klanten op 1-1-2027
    Als op 4-1-2027 een steekproef van 12 % wordt getrokken met zaad Haarlem2027
    Dan wordt dat geweigerd: geen klanten
