// Reading a client file.

export async function meetImport({ soort, tabel, kent }) {
  const onder = 'Vullen';
  const opties = { onder, doel: 20_000, minstens: true };
  if (!kent('import')) {
    tabel.zet(soort, 'import: rijen per seconde', 'n.v.t.', opties);
    tabel.opmerking('Import is niet gemeten: deze versie kent de opdracht klantbeeld import niet.');
  }
}
