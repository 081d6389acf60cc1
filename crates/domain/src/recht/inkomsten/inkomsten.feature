# language: nl
Functionaliteit: Vrijlating van inkomsten uit arbeid (Participatiewet artikel 31 lid 2 onder n en lid 5)

  Abstract Scenario: artikel 31 lid 2 onder n: een kwart, tot het hoogste bedrag van de maand
    Gegeven een klant geboren op 15-11-1990 met 0 maanden vrijlating
    Als de klant in <maand> <bedrag> verdient
    Dan wordt <vrij> vrijgelaten

    Voorbeelden:
      | maand      | bedrag     | vrij                    |
      | 1-11-2026  | € 400,00   | € 100,00                |
      | 1-11-2026  | € 1.140,00 | € 285,00                |
      | 1-11-2026  | € 1.140,04 | € 285,00                |
      | 1-11-2026  | € 0,02     | € 0,01                  |
      | 31-12-2026 | € 400,00   | € 100,00                |
      | 1-1-2027   | € 400,00   | niets: regel onbekend   |
      | 30-6-2026  | € 400,00   | niets: bedrag onbekend  |

  Abstract Scenario: artikel 31 lid 5: vanaf 27 jaar, gemeten op de eerste dag van de maand
    Gegeven een klant geboren op <geboren> met 0 maanden vrijlating
    Als de klant in 1-11-2026 € 400,00 verdient
    Dan wordt <vrij> vrijgelaten

    Voorbeelden:
      | geboren    | vrij            |
      | 31-10-1999 | € 100,00        |
      | 1-11-1999  | € 100,00        |
      | 2-11-1999  | niets: te jong  |

  Abstract Scenario: artikel 31 lid 2 onder n: hooguit zes maanden
    Gegeven een klant geboren op 15-11-1990 met <maanden> maanden vrijlating
    Als de klant in 1-12-2026 € 400,00 verdient
    Dan wordt <vrij> vrijgelaten

    Voorbeelden:
      | maanden | vrij              |
      | 5       | € 100,00          |
      | 6       | niets: maanden op |
      | 7       | niets: maanden op |
