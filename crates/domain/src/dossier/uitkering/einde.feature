# language: nl
Functionaliteit: Einde van de uitkering en opnieuw aanvragen (Participatiewet artikel 43a en 54)

  Abstract Scenario: artikel 43a: binnen twaalf maanden na de laatste dag van recht
    Gegeven een uitkering met <laatste> als laatste dag van recht
    Als de klant op <aanvraag> opnieuw bijstand aanvraagt
    Dan worden de bekende gegevens <wel> opnieuw gebruikt

    Voorbeelden:
      | laatste    | aanvraag   | wel  |
      | 30-11-2025 | 1-12-2025  | niet |
      | 30-11-2025 | 31-12-2025 | niet |
      | 30-11-2025 | 1-1-2026   | wel  |
      | 30-11-2025 | 30-11-2026 | wel  |
      | 30-11-2025 | 1-12-2026  | niet |
      | 31-12-2026 | 1-1-2027   | wel  |
      | 28-2-2027  | 29-2-2028  | wel  |

  Abstract Scenario: artikel 54: een onbekende reden wordt nog een keer gevraagd en telt als ontbrekend
    Gegeven een lopende uitkering
    Als de uitkering eindigt om de reden <reden>, <wel> bevestigd
    Dan is de uitkering beëindigd en telt de reden als <telling>

    Voorbeelden:
      | reden    | wel  | telling    |
      | werk     | niet | bruikbaar  |
      | onbekend | wel  | ontbrekend |

  Scenario: artikel 54: zonder bevestiging gebeurt er niets
    Gegeven een lopende uitkering
    Als de uitkering eindigt om de reden onbekend, niet bevestigd
    Dan vraagt Klantbeeld nog een keer naar de reden
