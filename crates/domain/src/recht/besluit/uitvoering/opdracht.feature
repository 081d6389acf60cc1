# language: nl
Functionaliteit: Een opdracht aan de uitkeringsadministratie (PW artikel 18, 54 en 58)
  Klantbeeld betaalt niet. Het geeft een opdracht door en kijkt in het volgende bestand of zij is uitgevoerd. Wat het bestand
  niet laat zien, is niet bekend; dat is geen afwijking.

  Achtergrond:
    Gegeven Johan ontving tot nu toe 1.419,46 per maand

  Abstract Scenario: artikel 58: een terugvordering
    Gegeven de opdracht terugvorderen van 600 vanaf 1-9-2026 tot en met 30-9-2026 is doorgegeven op 17-11-2026
    Als het bestand van 1-12-2026 een terugvordering laat zien van <bedrag>
    Dan is de opdracht <stand>

    Voorbeelden:
      | bedrag | stand      |
      | 600,00 | uitgevoerd |
      | 550,00 | wijkt_af   |
      | 0      | opgedragen |

  Abstract Scenario: artikel 54 lid 3 en 4: een intrekking is te zien aan het einde van de uitkering
    Gegeven de opdracht intrekken vanaf 1-10-2026 is doorgegeven op 17-11-2026
    Als het bestand van 1-12-2026 een einde laat zien op <einde>
    Dan is de opdracht <stand>

    Voorbeelden:
      | einde      | stand      |
      | 30-9-2026  | uitgevoerd |
      | 31-10-2026 | wijkt_af   |

  Scenario: artikel 54 lid 4: zolang de uitkering loopt, is er nog niets te zien
    Gegeven de opdracht intrekken vanaf 1-10-2026 is doorgegeven op 17-11-2026
    Als het bestand van 1-12-2026 een bedrag laat zien van 1.419,46
    Dan is de opdracht opgedragen

  Abstract Scenario: artikel 54 lid 3: een herziening is te zien zolang haar periode loopt
    Gegeven de opdracht herzien naar 900 vanaf 1-9-2026 tot en met <einde> is doorgegeven op 17-11-2026
    Als het bestand van 1-12-2026 een bedrag laat zien van <bedrag>
    Dan is de opdracht <stand>

    Voorbeelden:
      | einde      | bedrag   | stand      | waarom                        |
      | 31-12-2026 | 900      | uitgevoerd |                               |
      | 31-12-2026 | 950      | wijkt_af   |                               |
      | 31-12-2026 | 1.419,46 | opgedragen | nog niets veranderd           |
      | 30-11-2026 | 950      | opgedragen | de periode is voorbij         |

  Abstract Scenario: artikel 18: een verlaging is te zien in haar eigen maanden
    Gegeven de opdracht verlagen met 100 vanaf 1-12-2026 tot en met 31-12-2026 is doorgegeven op 17-11-2026
    Als het bestand van <dag> een verlaging laat zien van <procent>
    Dan is de opdracht <stand>

    Voorbeelden:
      | dag        | procent | stand      |
      | 1-12-2026  | 100     | uitgevoerd |
      | 1-12-2026  | 50      | wijkt_af   |
      | 1-12-2026  | 0       | opgedragen |
      | 30-11-2026 | 100     | opgedragen |

  Scenario: artikel 58: een afwijking wordt opnieuw opgedragen, en daarna bevestigd
    Gegeven de opdracht terugvorderen van 600 vanaf 1-9-2026 tot en met 30-9-2026 is doorgegeven op 17-11-2026
    Als het bestand van 1-12-2026 een terugvordering laat zien van 550
    En zij opnieuw is doorgegeven op 2-12-2026
    Dan is de opdracht opgedragen
    Als het bestand van 4-1-2027 een terugvordering laat zien van 600
    Dan is de opdracht uitgevoerd

  Scenario: artikel 54: ongedaan gemaakt is een intrekking als de uitkering weer loopt
    Gegeven de opdracht ongedaan maken vanaf 1-10-2026 is doorgegeven op 17-11-2026
    Als het bestand van 1-12-2026 een bedrag laat zien van 1.419,46
    Dan is de opdracht uitgevoerd
