/** One PDF of `fixtures/`: what make-fixtures.ts prints, and what the tests expect to read. */
export interface FixtureDocument {
  readonly file: string;
  readonly title: string;
  /** The pages, line by line; the first line of a page is its heading. */
  readonly pages: readonly (readonly string[])[];
  /** Needs a font with letters beyond Western Europe, put into the file. */
  readonly embedFont?: true;
}

/** The line at the foot of a page: tells each page of all fixtures from every other. */
export function footer(document: FixtureDocument, page: number): string {
  return `${document.title} - page ${page} of ${document.pages.length}`;
}

/** Made-up business papers of made-up companies, readable from the first to the last page. */
export const fixtureDocuments: readonly FixtureDocument[] = [
  {
    file: 'contract-framework-supply.pdf',
    title: 'Framework Supply Agreement FSA-2026-07',
    pages: [
      [
        'Framework Supply Agreement',
        'between Harrowgate Instruments Ltd, 14 Quarry Lane, Leeds (the "Supplier")',
        'and Oderfeld Laboratories GmbH, Am Speicher 3, Hamburg (the "Customer")',
        'Agreement number FSA-2026-07, in force from 1 March 2026.',
        'The parties wish to agree once on the terms that apply to every order of measuring instruments,',
        'so that a single order needs to name no more than articles, quantities and dates.',
      ],
      [
        '1. Orders',
        '1.1 The Customer orders in writing. An order binds both parties once the Supplier has confirmed it.',
        '1.2 The Supplier confirms or refuses an order within three working days of its receipt.',
        '1.3 The Customer may cancel an order free of charge until the goods have left the works.',
        '2. Prices',
        '2.1 The prices of Annex A apply for twelve months. They include packing and exclude VAT.',
        '2.2 A change of price is announced ninety days ahead and never touches a confirmed order.',
      ],
      [
        '3. Delivery',
        '3.1 Delivery is DAP Hamburg (Incoterms 2020), within twenty working days of the confirmation.',
        '3.2 For each full week of delay the Customer may deduct 0.5 % of the price, at most 5 %.',
        '4. Inspection',
        '4.1 The Customer inspects the goods within ten working days and reports visible defects in writing.',
        '4.2 Every instrument comes with a calibration certificate that is not older than sixty days.',
      ],
      [
        '5. Payment',
        '5.1 Invoices are due thirty days after their receipt. Payment within ten days earns 2 % discount.',
        '6. Warranty',
        '6.1 The Supplier repairs or replaces defective goods free of charge for thirty-six months.',
        '6.2 Wearing parts listed in Annex B are excluded: probe tips, membranes, batteries.',
        '7. Liability',
        '7.1 Liability for slight negligence is limited to EUR 250,000 for each calendar year.',
      ],
      [
        '8. Term and signatures',
        '8.1 The agreement runs for two years and then from year to year, with notice of three months.',
        '8.2 The courts of Hamburg have jurisdiction; German law applies, without the CISG.',
        'Leeds, 12 February 2026: Imogen Thackeray, Managing Director',
        'Hamburg, 17 February 2026: Dr. Jürgen Lüders, Head of Purchasing',
      ],
    ],
  },
  {
    file: 'contract-greek-translation.pdf',
    title: 'Σύμβαση μετάφρασης ΜΕΤ-118',
    embedFont: true,
    pages: [
      [
        'Σύμβαση παροχής υπηρεσιών μετάφρασης',
        'Μεταξύ της εταιρείας «Αργοναύτης Α.Ε.», Θεσσαλονίκη, και της κυρίας Ελένης Παπαδάκη.',
        'Η μεταφράστρια αναλαμβάνει τη μετάφραση τεχνικών εγχειριδίων από τα αγγλικά στα ελληνικά.',
        'Η αμοιβή ορίζεται σε 0,09 ευρώ ανά λέξη του πρωτοτύπου.',
        'Η παράδοση γίνεται τμηματικά, κάθε Παρασκευή έως τις 17:00.',
      ],
      [
        'Εμπιστευτικότητα και υπογραφές',
        'Τα έγγραφα του πελάτη δεν κοινοποιούνται σε τρίτους χωρίς γραπτή συγκατάθεση.',
        'Η σύμβαση μπορεί να καταγγελθεί με προθεσμία δεκατεσσάρων ημερών.',
        'Ό,τι έχει ήδη παραδοθεί πληρώνεται κανονικά.',
        'Θεσσαλονίκη, 4 Μαΐου 2026',
      ],
    ],
  },
  {
    file: 'contract-warehouse-lease.pdf',
    title: 'Warehouse Lease WL-0093',
    pages: [
      [
        'Lease of a Warehouse',
        'Landlord: Pemberton Estates plc, 2 Canal Wharf, Manchester',
        'Tenant: Bramble & Sons Removals Ltd, 71 Foundry Road, Salford',
        'Premises: Unit 6, Eastgate Trading Park, with 1,840 square metres of floor.',
        'Term: five years from 1 June 2026.',
      ],
      [
        '1. Rent',
        'The rent is GBP 9,660.00 a month, payable in advance on the first day of each month.',
        'From the third year the rent follows the consumer price index, at most 3 % a year.',
        'Rent paid more than ten days late bears interest of 4 % above the base rate.',
      ],
      [
        '2. Use of the premises',
        'The tenant stores household goods and furniture. Flammable liquids above 20 litres are forbidden.',
        'The floor carries 25 kN per square metre; racking is fixed to the floor and never to the walls.',
        'Lorries arrive between 06:00 and 22:00 and wait on the marked bays with their engines off.',
      ],
      [
        '3. Upkeep',
        'The landlord keeps roof, walls, drains and the sprinkler system in repair.',
        'The tenant keeps doors, dock levellers and lighting in repair and has them serviced each year.',
        'Sprinkler heads must stay clear by 500 millimetres in every direction.',
      ],
      [
        '4. Insurance and deposit',
        'The landlord insures the building, the tenant its goods, each against fire, water and storm.',
        'The tenant deposits GBP 28,980.00, which is held in a separate account and bears interest.',
        'The deposit is repaid within forty-five days of the hand-over, less agreed deductions.',
      ],
      [
        '5. End of the lease and signatures',
        'Either party may end the lease after the third year with notice of six months.',
        'The premises are handed back swept and without racking; bolt holes are filled.',
        'Manchester, 8 May 2026: Rosalind Pemberton, Director',
        'Salford, 11 May 2026: Arthur Bramble, Director',
      ],
    ],
  },
  {
    file: 'delivery-note-88120.pdf',
    title: 'Delivery note 88120',
    pages: [
      [
        'Delivery note 88120',
        'From: Kestrel Bearings B.V., Havenstraat 40, Rotterdam',
        'To: Maskinfabrik Sønderby A/S, Værftsvej 9, Esbjerg',
        'Order 4500-7719 of 2 April 2026, sent on 9 April 2026 by road, 2 pallets, 614 kg gross.',
        'Pallet 1 of 2: KB-6205-2RS deep groove ball bearing, 480 pieces, batch R26-091',
        'Pallet 1 of 2: KB-6308-ZZ deep groove ball bearing, 120 pieces, batch R26-094',
      ],
      [
        'Pallet 2 and receipt',
        'Pallet 2 of 2: KB-NU210 cylindrical roller bearing, 60 pieces, batch R26-077',
        'Pallet 2 of 2: KB-51110 thrust bearing, 200 pieces, batch R26-102',
        'Keep dry. Do not stack. Shock indicator white on departure.',
        'Received in good order: Mads Ørsted, Esbjerg, 13 April 2026, 07:45',
      ],
    ],
  },
  {
    file: 'delivery-note-88121-lyon.pdf',
    title: 'Bon de livraison 88121',
    pages: [
      [
        'Bon de livraison 88121',
        'Expéditeur : Verrerie du Gâtinais, 5 rue des Forgerons, Montargis',
        'Destinataire : Hôtel de la Presqu’île, 18 quai Saint-Antoine, Lyon',
        'Commande n° 2026-331 du 20 mars 2026, livrée le 2 avril 2026 avant 10 h.',
        'Deux cents verres à pied, réf. GÂT-22, en dix caisses de vingt pièces.',
      ],
      [
        'Suite des articles',
        'Quatre-vingts carafes d’un litre, réf. GÂT-40, en huit caisses.',
        'Soixante coupes à dessert, réf. GÂT-57 ; œuvre soufflée à la bouche, légères bulles possibles.',
        'Consigne : 18 caisses en bois à 6,50 € pièce, soit 117,00 €.',
      ],
      [
        'Réception',
        'Deux verres fêlés dans la caisse n° 7 ; le remplacement est demandé sans délai.',
        'Marchandise reçue sous réserve de déballage complet.',
        'Lyon, le 2 avril 2026, signature : Hélène Châtelain',
      ],
    ],
  },
  {
    file: 'delivery-note-88122-kyiv.pdf',
    title: 'Видаткова накладна 88122',
    embedFont: true,
    pages: [
      [
        'Видаткова накладна № 88122',
        'Постачальник: ТОВ «Дніпровські меблі», м. Дніпро, вул. Набережна, 27',
        'Одержувач: Бібліотека імені Лесі Українки, м. Київ',
        'Стелаж книжковий, дуб: 36 штук по 4 250,00 грн',
        'Стіл для читання, ясен: 12 штук по 6 780,00 грн',
      ],
      [
        'Приймання товару',
        'Усього без ПДВ: 234 360,00 грн; доставку включено у вартість.',
        'Товар перевірено за кількістю та якістю, пошкоджень не виявлено.',
        'Київ, 15 квітня 2026 року, прийняла: Оксана Гнатюк',
      ],
    ],
  },
  {
    file: 'invoice-2026-0417.pdf',
    title: 'Invoice 2026-0417',
    pages: [
      [
        'Invoice 2026-0417',
        'Larkspur Office Supplies Ltd, 8 Tanner Street, Bristol. VAT GB 314 1592 65',
        'To: Fenwick & Aldous Solicitors, 33 College Green, Bristol. Date: 17 April 2026',
        'Copier paper A4, 80 g, box of 5 reams: 12 x GBP 21.50 = GBP 258.00',
        'Lever arch file, 75 mm, black: 40 x GBP 2.35 = GBP 94.00',
        'Archive box, acid-free: 60 x GBP 3.10 = GBP 186.00',
        'Carried forward: GBP 538.00',
      ],
      [
        'Total and payment',
        'Brought forward: GBP 538.00',
        'Fountain pen ink, blue-black, 50 ml: 4 x GBP 8.75 = GBP 35.00',
        'Net GBP 573.00, VAT 20 % GBP 114.60, total due GBP 687.60',
        'Please pay within 30 days, quoting 2026-0417. Thank you for your order.',
      ],
    ],
  },
  {
    file: 'invoice-2026-0418-koeln.pdf',
    title: 'Rechnung 2026-0418',
    pages: [
      [
        'Rechnung 2026-0418',
        'Mühlenbäckerei Weißgerber GmbH, Große Brunnenstraße 11, 50676 Köln',
        'An: Kindertagesstätte Löwenzahn, Ährenweg 2, 50827 Köln',
        'Leistungszeitraum: 1. bis 31. März 2026',
        'Roggenmischbrot, geschnitten, 1 kg: 88 Stück zu 4,20 € = 369,60 €',
        'Übertrag: 369,60 €',
      ],
      [
        'Fortsetzung',
        'Übertrag: 369,60 €',
        'Brötchen, gemischt: 1.760 Stück zu 0,38 € = 668,80 €',
        'Apfelkuchen vom Blech, Süßteig: 4 Bleche zu 31,50 € = 126,00 €',
        'Übertrag: 1.164,40 €',
      ],
      [
        'Summe und Zahlung',
        'Netto 1.164,40 €, Umsatzsteuer 7 % 81,51 €, Rechnungsbetrag 1.245,91 €',
        'Zahlbar ohne Abzug bis zum 30. April 2026.',
        'Für Rückfragen: Frau Größl, werktags von 6 bis 14 Uhr.',
      ],
    ],
  },
  {
    file: 'invoice-2026-0419-gdansk.pdf',
    title: 'Faktura 2026/0419',
    embedFont: true,
    pages: [
      [
        'Faktura VAT nr 2026/0419',
        'Sprzedawca: Żeglarska Spółdzielnia „Łabędź”, ul. Długie Pobrzeże 5, Gdańsk',
        'Nabywca: Szkoła Żeglarstwa „Źródło”, ul. Jesionowa 12, Giżycko',
        'Data wystawienia: 19 kwietnia 2026 r.',
      ],
      [
        'Pozycje 1–3',
        'Lina cumownicza, 16 mm, żółta: 240 m po 11,90 zł = 2 856,00 zł',
        'Kamizelka asekuracyjna, rozmiar średni: 24 szt. po 189,00 zł = 4 536,00 zł',
        'Odbijacz burtowy, granatowy: 30 szt. po 64,50 zł = 1 935,00 zł',
      ],
      [
        'Pozycje 4–5',
        'Żagiel główny do jolki, szyty na miarę: 3 szt. po 2 150,00 zł = 6 450,00 zł',
        'Bączek do ćwiczeń, laminat: 1 szt. po 5 400,00 zł = 5 400,00 zł',
      ],
      [
        'Podsumowanie',
        'Razem netto 21 177,00 zł, VAT 23 % 4 870,71 zł, do zapłaty 26 047,71 zł',
        'Słownie: dwadzieścia sześć tysięcy czterdzieści siedem złotych 71/100',
        'Termin płatności: 14 dni. Dziękujemy za współpracę.',
      ],
    ],
  },
  {
    file: 'minutes-harbour-board.pdf',
    title: 'Minutes of the Harbour Board, 6 May 2026',
    pages: [
      [
        'Minutes of the Harbour Board',
        'Wednesday, 6 May 2026, 18:30, Customs House, upper room',
        'Present: O. Tregarthen (chair), S. Penhale, D. Nance, M. Curnow, L. Hosking (clerk)',
        'Apologies: R. Trevail',
        '1. The minutes of 1 April were agreed with one correction: the north steps, not the south steps.',
      ],
      [
        '2. Dredging of the inner basin',
        'Two offers had arrived: GBP 148,000 for 9,000 cubic metres, and GBP 163,500 for 11,000.',
        'Mr Nance asked whether the silt had been tested; the clerk said that results were due on 20 May.',
        'Resolved: to decide once the results are known, and to ask both firms to hold their prices.',
      ],
      [
        '3. Moorings, 4. Any other business',
        'The waiting list stands at 61 boats. Eleven moorings have not been used since 2024.',
        'Resolved: to write to the eleven holders and to offer the moorings again from 1 August.',
        'Next meeting: Wednesday, 3 June 2026, 18:30. The meeting closed at 20:10.',
      ],
    ],
  },
  {
    file: 'order-confirmation-5521.pdf',
    title: 'Order confirmation 5521',
    pages: [
      [
        'Order confirmation 5521',
        'Tillingham Theatre Supply, 90 Mill Road, Norwich, to the Marlowe Playhouse, Canterbury',
        'Your order of 28 April 2026, reference STAGE-26-B. We confirm the positions that follow.',
        'Contact: Priya Ramanathan, extension 214',
      ],
      [
        'Lighting',
        'Profile spotlight, 19 degrees, LED 220 W: 8 at GBP 1,190.00',
        'Fresnel lantern, LED 160 W: 12 at GBP 845.00',
        'Dimmer rack, 24 channels: 1 at GBP 3,420.00',
      ],
      [
        'Sound',
        'Wireless headset microphone, beige: 10 at GBP 389.00',
        'Stage box, 32 inputs: 1 at GBP 1,750.00',
        'Cable, XLR, 10 m: 40 at GBP 17.80',
      ],
      [
        'Stage and drapes',
        'Black wool serge, flame retardant, 6 m drop: 14 at GBP 310.00',
        'Stage weight, 12.5 kg: 24 at GBP 29.00',
        'Gaffer tape, matt black, 50 m: 36 at GBP 11.40',
      ],
      [
        'Dates and conditions',
        'Lighting and sound arrive on 19 May 2026, stage and drapes on 26 May 2026.',
        'Positions that have not been dispatched may be cancelled free of charge; the rest stays invoiced.',
        'Title passes with full payment.',
      ],
    ],
  },
  {
    file: 'report-cold-chain-audit.pdf',
    title: 'Cold Chain Audit CCA-26-014',
    pages: [
      [
        'Cold Chain Audit',
        'Auditor: Meridian Food Safety Partners. Site: Lochside Seafoods, Mallaig. 21 and 22 April 2026',
        'Scope: from the landing of the catch to the loading of lorries, four zones, 38 loggers.',
        'Verdict: passed with two findings, both to be closed by 31 May 2026.',
      ],
      [
        'Zone by zone',
        'Landing hall: 3.1 °C on average, highest 4.8 °C at 11:20 on the first day.',
        'Filleting line: 6.9 °C on average, limit 8 °C, never exceeded.',
        'Blast freezer: -34 °C, core temperature of -18 °C reached after 92 minutes.',
        'Cold store: -21.4 °C on average, 14 door openings above 90 seconds.',
      ],
      [
        'Findings',
        'Finding 1: logger 27 was last calibrated in January 2024. Recalibrate, and keep the certificate.',
        'Finding 2: the strip curtain at dock 3 lacks four strips. Replace before the summer season.',
        'Observation: staff record door openings well; no action needed.',
      ],
      [
        'Method',
        'Loggers took a reading every 60 seconds; the uncertainty is ±0.3 °C at a level of 95 %.',
        'The raw data, 109,440 readings, went to the site manager on 24 April 2026.',
        'Signed: Fiona MacAskill, lead auditor',
      ],
    ],
  },
];
