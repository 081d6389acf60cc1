# language: nl
Functionaliteit: Normen en bedragen (Participatiewet artikel 20 tot en met 24, 31 en 34, zoals geldend op 1-7-2026)

  Abstract Scenario: het bedrag van artikel <artikel> tot en met 31-12-2026
    Als de norm van artikel <artikel> wordt gevraagd op 31-12-2026
    Dan is het bedrag <bedrag>

    Voorbeelden:
      | artikel | bedrag      |
      | 20(1)a  | € 350,42    |
      | 20(1)b  | € 700,84    |
      | 20(1)c  | € 1.364,32  |
      | 20(2)a  | € 350,42    |
      | 20(2)b  | € 1.106,40  |
      | 20(2)c  | € 1.769,88  |
      | 20(3)   | € 762,24    |
      | 21a     | € 1.419,46  |
      | 21b     | € 2.027,79  |
      | 22a     | € 1.587,34  |
      | 22b     | € 2.176,10  |
      | 22c     | € 2.176,10  |
      | 23(1)a  | € 449,44    |
      | 23(1)b  | € 699,11    |
      | 23(2)a  | € 47,00     |
      | 23(2)b  | € 106,00    |
      | 31(2)j  | € 3.398,00  |
      | 31(2)m  | € 1.200,00  |
      | 31(2)n  | € 285,00    |
      | 31(2)r  | € 177,66    |
      | 31(2)y  | € 180,19    |
      | 31(2)z  | € 180,19    |
      | 31(2)aa | € 180,19    |
      | 34(2)d  | € 67.500,00 |
      | 34(3)a  | € 8.000,00  |
      | 34(3)b  | € 16.000,00 |
      | 34(3)c  | € 16.000,00 |

  Abstract Scenario: artikel 21: buiten de bekende halve jaren is het bedrag onbekend
    Als de norm van artikel 21a wordt gevraagd op <dag>
    Dan is het bedrag <bedrag>

    Voorbeelden:
      | dag        | bedrag     |
      | 30-6-2026  | onbekend   |
      | 1-7-2026   | € 1.419,46 |
      | 1-1-2027   | onbekend   |
      | 1-1-2024   | € 1.283,83 |

  Abstract Scenario: artikel 22a: kostendelersnorm; alleen geldt het bedrag dat de wet noemt (artikel 21)
    Als de norm wordt gevraagd voor een woning met <personen> op <dag>
    Dan is het bedrag <bedrag>

    Voorbeelden:
      | personen | dag      | bedrag     |
      | 1        | 1-7-2026 | € 1.419,46 |
      | 2        | 1-7-2026 | € 1.013,90 |
      | 3        | 1-7-2026 | € 878,71   |
      | 4        | 1-7-2026 | € 811,12   |
      | 5        | 1-7-2026 | € 770,56   |
      | 6        | 1-7-2026 | € 743,52   |
      | 2        | 1-7-2024 | € 934,61   |
      | 3        | 1-7-2024 | € 809,99   |
      | 4        | 1-7-2024 | € 747,68   |
      | 5        | 1-7-2024 | € 710,30   |
      | 6        | 1-7-2024 | € 685,38   |

  Scenario: artikel 24: een partner zonder recht
    Als de norm wordt gevraagd van wie een partner zonder recht heeft op 1-7-2026
    Dan is het bedrag € 1.013,90

  Abstract Scenario: artikel 23: in een inrichting, met de verhoging van lid 2
    Als de norm wordt gevraagd in een inrichting voor <wie> op 1-7-2026
    Dan is het bedrag <bedrag>

    Voorbeelden:
      | wie             | bedrag   |
      | een alleenstaande | € 496,44 |
      | gehuwden        | € 805,11 |
