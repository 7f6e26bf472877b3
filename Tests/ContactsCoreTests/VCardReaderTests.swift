import TestSupport
import Testing

@testable import ContactsCore

@Suite("Cards of an address book")
struct VCardReaderTests {
  /// Gives the bytes in pieces, as a pipe does.
  private func read(_ bytes: [UInt8], piece: Int = 7) throws -> [VCardRecord] {
    var rest = bytes[...]
    var reader = VCardReader { buffer in
      let part = rest.prefix(min(piece, buffer.count))
      for (index, byte) in part.enumerated() { buffer[index] = byte }
      rest = rest.dropFirst(part.count)
      return part.count
    }
    var records: [VCardRecord] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  private func fields(_ text: String) throws -> [[String]] {
    try read(Array(text.utf8)).map { record in
      guard let fields = record.fields else { return ["?"] }
      return zip(fields.columns, fields.values).map { "\($0?.rawValue ?? "-")=\($1)" }
    }
  }

  @Test func `a card of 4 with folded lines, escapes, groups and parameters`() throws {
    let card = """
      \u{feff}BEGIN:VCARD\r
      VERSION:4.0\r
      FN:Maria da Concei\r
       ção; Araújo\r
      N:Araújo;Maria;da Conceição;;\r
      item1.TEL;VALUE=uri;TYPE="cell,voice":tel:+5511987654321;ext=12\r
      TEL;VALUE=text;TYPE=home:(11) 3253-0000\r
      EMAIL;PREF=1:maria@exemplo.org\r
      BDAY:19900131\r
      ADR;TYPE=home:;;Rua A\\, 10;São\\n Paulo;SP;01000-000;Brasil\r
      NOTE:linha 1\\nlinha 2\\; e \\\\ barra\r
      PHOTO;ENCODING=b;TYPE=JPEG:AAAA\r
      END:VCARD\r

      """
    #expect(
      try fields(card) == [
        [
          "nome=Maria da Conceição; Araújo", "telefones=+5511987654321",
          "telefones=(11) 3253-0000", "emails=maria@exemplo.org", "nascimento=1990-01-31",
          "cidade=São\n Paulo", "uf=SP", "observacoes=linha 1\nlinha 2; e \\ barra",
        ]
      ])
  }

  @Test func `what an old telephone wrote, in quoted-printable and Latin-1`() throws {
    var card = Array(
      """
      BEGIN:VCARD
      VERSION:2.1
      N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ara=C3=BAjo;Concei=C3=A7=
      =C3=A3o;;;
      TEL;CELL:+55 11 98765-4321
      END:VCARD
      begin:vcard
      version:3.0
      fn;charset=iso-8859-1:Jo
      """.utf8)
    card += [0xe3] + Array("o Prado\nnickname:Jô\nbday:1980-02-03T00:00:00Z\nend:vcard\n".utf8)
    let found = try read(card).map(\.fields).map { $0?.values ?? [] }
    #expect(
      found == [["Conceição Araújo", "+55 11 98765-4321"], ["João Prado", "Jô", "1980-02-03"]])
    // The same whatever the pieces.
    #expect(try read(card, piece: 1) == read(card, piece: 4096))
  }

  @Test func `our own cards tell the civil name from the social one`() throws {
    let card = """
      BEGIN:VCARD
      VERSION:4.0
      UID:urn:uuid:019aa600-0000-7000-8000-000000000001
      FN:Bia Prado
      X-NOME-CIVIL:José Prado
      X-CPF:52998224725
      X-RESPONSAVEL:Rita
      X-CANAL-SEGURO:só e-mail
      END:VCARD
      BEGIN:VCARD
      FN:(sem nome)
      TEL:tel:+551132530000
      END:VCARD
      """
    #expect(
      try fields(card) == [
        [
          "nome=José Prado", "nome_social=Bia Prado", "cpf=52998224725", "responsavel=Rita",
          "canal_seguro=só e-mail",
        ], ["telefones=+551132530000"],
      ])
  }

  @Test(arguments: [
    ("lixo\nBEGIN:VCARD\nFN:Ana\nEND:VCARD\n", ["?", "nome=Ana"]),
    ("BEGIN:VCARD\nFN:Ana\nBEGIN:VCARD\nFN:Bia\nEND:VCARD\n", ["?", "nome=Bia"]),
    ("BEGIN:VCARD\nFN:Ana\n", ["?"]), ("", []), ("\n\n", []),
    ("BEGIN:VCARD\nAGENT:\nBEGIN:VCARD2\nFN:Outro\nEND:VCARD2\nFN:Ana\nEND:VCARD\n", ["nome=Ana"]),
    ("BEGIN:VCARD\n:\n;\n=\nFN\nFN:Ana\nEND:VCARD\n", ["nome=Ana"]),
  ])
  func `what is no card is told, and the next one is read`(_ text: String, _ expected: [String])
    throws
  {
    #expect(try fields(text).map { $0.joined(separator: " ") } == expected)
  }

  @Test func `each card knows its line`() throws {
    let text = "BEGIN:VCARD\nFN:Ana\nEND:VCARD\n\nBEGIN:VCARD\nFN:Bia\nEND:VCARD\n"
    #expect(try read(Array(text.utf8)).map(\.line) == [1, 5])
  }

  @Test(.disabled(if: Workload.isReduced), arguments: ["\r\n ", ""])
  func `a card is not refused for a picture, however long`(fold: String) throws {
    let line = String(repeating: "QUJD", count: 18)
    let picture = Array(repeating: line, count: CSVReader.longestRecord / 60).joined(
      separator: fold)
    let card = { (name: String, more: String) in
      "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\(name)\r\n\(more)END:VCARD\r\n"
    }
    let text =
      card("Ana", "PHOTO;ENCODING=b:\(picture)\r\n") + card("Bia", "NOTE:x\r\n")
      + card("Rui", "NOTE:\(picture)\r\n") + card("Eva", "")
    let records = try read(Array(text.utf8), piece: 1 << 16)
    #expect(records.count == 4)
    let names = records.map { record in
      record.fields.map { zip($0.columns, $0.values).first { $0.0 == .name }?.1 ?? "-" }
    }
    // A note that is too long is somebody's words: not cut, but refused.
    #expect(names == ["Ana", "Bia", nil, "Eva"])
  }
}
