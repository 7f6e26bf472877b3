import Glibc
import TestSupport
import Testing

@testable import ContactsCore

/// One of many is erased, and nothing of hers is in any file.
@Suite("Erasure")
struct ErasureTests {
  @Test func `nothing of an erased person is in any file, and everybody else is there`()
    async throws
  {
    // `ATENDE_ERASE_CONTACTS=100000` does the same in a store of that size.
    let others =
      getenv("ATENDE_ERASE_CONTACTS").flatMap { Int(String(cString: $0)) } ?? Workload.scaled(1000)
    let desk = try await ErasureDesk(among: others)
    let (book, owner, folder) = (desk.store.book, desk.store.owner, desk.store.folder.data)
    #expect(try ErasureDesk.found(in: folder).count > 20)
    let preview = try await book.erasurePreview(
      of: desk.uid, request: desk.request, as: owner)
    #expect(preview.counts.contains(ErasureCount(table: "drafts", rows: 1, isKept: false)))
    #expect(preview.counts.contains(ErasureCount(table: "contacts", rows: 1, isKept: false)))
    #expect(preview.counts.contains(ErasureCount(table: "callbacks", rows: 1, isKept: false)))
    #expect(preview.fourEyes == .nobodyElse)

    let erasure = try await desk.erase()
    #expect(erasure.state == .done)
    #expect(erasure.residue == [])
    #expect(erasure.removed == preview.counts)
    #expect(erasure.filesRead > 4)
    #expect(try ErasureDesk.found(in: folder) == [])
    #expect(try await book.contactCount(as: owner) == others)
    #expect(try await book.drafts(as: owner).count == 1)
    for text in ["zoraide", "981234567", "529982247", "zoraide.q@exemplo.com.br"] {
      #expect(try await book.search(text, after: nil, limit: 5, as: owner).rows.isEmpty, "\(text)")
    }
    #expect(
      try await book.search("maria", after: nil, limit: 500, as: owner).rows.count
        == min(others, 500))
    await #expect(throws: StoreError(.notFound)) {
      try await book.read(desk.uid, after: nil, as: owner)
    }
    #expect(try await book.verifyAudit(as: owner).isIntact)
    let certificate = try await book.erasureCertificate(request: desk.request, as: owner)
    #expect(try await book.verify(certificate, as: owner))
    let again = try await book.importContacts(
      [.new(ErasureDesk.fields, text: "de um arquivo", key: desk.ids.newUID())], as: owner)
    #expect(throws: StoreError.self) { _ = try again[0].get() }
    let connection = try Connection(path: folder.database, access: .reading)
    for name in ["erasure_marks", "model_answers"] {
      #expect(try connection.number("SELECT count(*) FROM \(SQL(stringLiteral: name))") == 0)
    }
    #expect(
      try connection.number("SELECT count(*) FROM erasures WHERE scan_key IS NOT NULL") == 0)
  }

  @Test func `the certificate names no datum, and a changed one is none`() async throws {
    let desk = try await ErasureDesk(among: 3)
    let (book, owner) = (desk.store.book, desk.store.owner)
    await #expect(throws: StoreError(.notFound)) {
      try await book.erasureCertificate(request: desk.request, as: owner)
    }
    _ = try await desk.erase()
    let certificate = try await book.erasureCertificate(request: desk.request, as: owner)
    let json = certificate.json
    #expect(ErasureDesk.spellings.filter { json.contains($0) } == [])
    #expect(!json.contains(desk.uid.text))
    #expect(json.contains(#""interactions=1""#))
    let read = try #require(ErasureCertificate(json: Array(json.utf8)))
    #expect(read == certificate)
    #expect(try await book.verify(read, as: owner))
    let changed = json.replacing("interactions=1", with: "interactions=2")
    let forged = try #require(ErasureCertificate(json: Array(changed.utf8)))
    #expect(try await !book.verify(forged, as: owner))
  }

  @Test func `a certificate is its bytes: what says the same in other ones is none`() async throws {
    let desk = try await ErasureDesk(among: 1)
    _ = try await desk.erase()
    let certificate = try await desk.store.book.erasureCertificate(
      request: desk.request, as: desk.store.owner)
    let json = certificate.json
    #expect(ErasureCertificate(json: Array("\(json)\n".utf8)) == certificate)
    let inner = json.dropFirst().dropLast()
    let key = certificate.publicKey.hexadecimal
    for changed in [
      "{\(inner),\"nota\":\"falsa\"}", "{\(inner),\"central\":\"Outra Central\"}",
      "{\"central\":\"Outra Central\",\(inner)}", json.replacing(key, with: key.uppercased()),
      json.replacing(":", with: ": "), json.replacing("-03:00", with: "-0300"), json + "\n\n",
      json.replacing(
        "\"auditoria_seq\":\(certificate.auditSeq)",
        with:
          "\"auditoria_seq\":\(certificate.auditSeq).0"),
    ] {
      #expect(changed != json)
      #expect(ErasureCertificate(json: Array(changed.utf8)) == nil, "\(changed)")
    }
    // Lines that are signed as one text are not one line.
    let joined = certificate.removed.map { "\"\($0)\"" }.joined(separator: ",")
    let line = certificate.removed.joined(separator: "\\n")
    #expect(json.contains(joined))
    let other = json.replacing(joined, with: "\"\(line)\"")
    #expect(ErasureCertificate(json: Array(other.utf8)) == nil)
  }

  @Test func `who was erased is refused in a file, and asked for at the desk`() async throws {
    let desk = try await ErasureDesk(among: 3)
    let (book, owner) = (desk.store.book, desk.store.owner)
    _ = try await desk.erase()
    let signs: [ContactFields] = [
      .person("Z.", phones: ["(71) 98123-4567"]), .person("Z.", cpf: "52998224725"),
      .person("Z.", emails: ["zoraide.q@EXEMPLO.com.br"]), ErasureDesk.fields,
    ]
    for fields in signs {
      let rows = [Registration.new(fields, key: desk.ids.newUID())]
      // A telephone alone may be somebody else's, too.
      let why = StoreError(fields == signs[0] ? .erasedTelephone : .erased)
      let results = try await book.importContacts(rows, as: owner)
      #expect(results == [.failure(why)])
      // The rehearsal says so beforehand.
      let forecasts = try await book.importForecasts(of: [.registration(rows[0])], as: owner)
      #expect(forecasts == [.refused(why)])
      await #expect(throws: why) { try await book.register(rows[0], as: owner) }
    }
    var returned = Registration.new(signs[0], key: desk.ids.newUID())
    returned.hasReturned = true
    let imported = try await book.importContacts([returned], as: owner)
    #expect(imported == [.failure(StoreError(.erasedTelephone))])
    let receipt = try await book.register(returned, as: owner)
    #expect(try await book.read(receipt.uid, after: nil, as: owner).contact.uid == receipt.uid)
    // Who shares her telephone is registered as who she is; who has more of her is not.
    for (fields, isTaken) in [(signs[0], true), (ErasureDesk.fields, false)] {
      var relative = Registration.new(fields, key: desk.ids.newUID())
      relative.isOtherPerson = true
      let said = relative
      if isTaken {
        _ = try await book.register(said, as: owner)
      } else {
        await #expect(throws: StoreError(.erased)) { try await book.register(said, as: owner) }
      }
    }
    let other = Registration.new(
      .person("Maria Nova", phones: ["11 97000-0001"]), key: desk.ids.newUID())
    #expect(try await book.importContacts([other], as: owner).count { (try? $0.get()) != nil } == 1)
  }

  @Test func `other spellings of her number do not bring her back`() async throws {
    let desk = try await ErasureDesk(among: 1)
    let (book, owner) = (desk.store.book, desk.store.owner)
    _ = try await desk.erase()
    let signs: [ContactFields] = [
      .person("Z.", phones: ["(71) 8123-4567"]),
      .person("zoraide canarina quintanilha", phones: ["981234567"]),
      .person(ErasureDesk.name, phones: ["8123-4567"]),
    ]
    for fields in signs {
      let why = StoreError(fields == signs[0] ? .erasedTelephone : .erased)
      #expect(
        try await book.importContacts([.new(fields, key: desk.ids.newUID())], as: owner)
          == [.failure(why)])
    }
    let other = Registration.new(
      .person("Outra Pessoa", phones: ["981234567"]), key: desk.ids.newUID())
    #expect(try await book.importContacts([other], as: owner).count { (try? $0.get()) != nil } == 1)
  }

  @Test func `only files that can have held the person are counted`() async throws {
    let desk = try await ErasureDesk(among: 3)
    let (book, owner) = (desk.store.book, desk.store.owner)
    func count() async throws -> Int {
      try await book.erasurePreview(of: desk.uid, request: desk.request, as: owner).disclosures
    }
    func export(_ city: String?) async throws {
      var filter = ExportFilter()
      filter.city = city
      _ = try await book.export(
        ExportRequest(
          format: .json, filter: filter, isMasked: false,
          justification: Sensitive("relatório do mês de novembro")), to: .nowhere(), as: owner
      ) { _ in }
    }
    let other = try await book.register(
      .new(.person("Rui Prado", city: "Outra Cidade"), key: desk.ids.newUID()), as: owner
    ).uid
    try await export("Outra Cidade")
    let number = try await book.newRequest(
      NewRequest(kind: .confirmation, contact: other, identityCheck: "retorno"), as: owner
    ).protocolNumber
    _ = try await book.answer(number, AnswerOrder(.markdown), to: .nowhere(), as: owner)
    #expect(try await count() == 0)
    try await export(nil)
    #expect(try await count() == 1)
  }

  @Test func `an erasure that leaves no sign says so before`() async throws {
    let desk = try await ErasureDesk(among: 1)
    let (book, owner) = (desk.store.book, desk.store.owner)
    #expect(
      try await !book.erasurePreview(of: desk.uid, request: desk.request, as: owner).leavesNoSign)
    let uid = try await book.register(
      .new(.person("Só Um Nome"), key: desk.ids.newUID()), as: owner
    ).uid
    let request = try await book.newRequest(NewRequest(kind: .erasure, contact: uid), as: owner)
      .protocolNumber.description
    #expect(try await book.erasurePreview(of: uid, request: request, as: owner).leavesNoSign)
  }

  @Test func `a copy from before the erasure brings nobody back`() async throws {
    let desk = try await ErasureDesk(among: 20)
    let folder = desk.store.folder.data
    await desk.store.book.close()
    let aside = "\(desk.store.folder.path)/antes.db"
    try ErasureDesk.copy(folder.database, to: aside)

    let surroundings = Surroundings.test(start: Timestamp(milliseconds: 1_795_270_000_000))
    var book = try ContactBook.open(in: folder, surroundings: surroundings)
    #expect(
      try await book.erase(desk.uid, request: desk.request, as: desk.store.owner).state
        == .done)
    await book.close()
    try ErasureDesk.copy(aside, to: folder.database)
    unlink(aside)
    #expect(try ErasureDesk.found(in: folder).count > 20)

    book = try ContactBook.open(in: folder, surroundings: surroundings)
    #expect(try ErasureDesk.found(in: folder) == [])
    let owner = desk.store.owner
    await #expect(throws: StoreError(.notFound)) {
      try await book.read(desk.uid, after: nil, as: owner)
    }
    #expect(try await book.contactCount(as: owner) == 20)
    let erasures = try await book.erasures(limit: 5, as: owner)
    #expect(erasures.map(\.state) == [.done])
    #expect(erasures.map(\.request) == [desk.request])
    #expect(
      try await book.importContacts([.new(ErasureDesk.fields, key: desk.ids.newUID())], as: owner)
        == [.failure(StoreError(.erased))])
    #expect(try await book.verifyAudit(as: owner).isIntact)
    await book.close()
  }

  @Test
  func `a ledger that was changed keeps the store closed, and one that is gone is made again`()
    async throws
  {
    let desk = try await ErasureDesk(among: 2)
    let folder = desk.store.folder.data
    _ = try await desk.erase()
    await desk.store.book.close()
    let ledger = try ErasureDesk.contents(folder.ledger)
    unlink(folder.ledger)
    let book = try ContactBook.open(in: folder, surroundings: .test())
    await book.close()
    #expect(try ErasureDesk.contents(folder.ledger) == ledger)

    let changed = String(decoding: ledger, as: UTF8.self).replacing(
      desk.request, with: desk.request + "1")
    let file = open(folder.ledger, O_WRONLY | O_TRUNC)
    _ = write(file, changed, changed.utf8.count)
    close(file)
    #expect(throws: StoreError(.ledgerDamaged(line: 1))) {
      try ContactBook.open(in: folder, surroundings: .test())
    }
  }

  @Test func `what a crash left of the work goes on at the next opening`() async throws {
    let desk = try await ErasureDesk(among: 20)
    let folder = desk.store.folder.data
    // The transaction is done, and the program ends before anything is cleaned.
    let found = try await desk.store.book.writer.write { (database) throws(StoreError) in
      let found = try ContactTable(database: database).findClosed(desk.uid)
      _ = try Erasing(
        database: database, ledger: ErasureLedger(path: folder.ledger), surroundings: desk.ids,
        now: desk.ids.now()
      ).erase(
        found,
        Erasing.Order(
          erasure: desk.ids.newUID(), request: desk.request, approval: "teste",
          actor: desk.store.owner, kept: []))
      return found.id
    }
    #expect(found > 0)
    #expect(try !ErasureDesk.found(in: folder).isEmpty)
    await desk.store.book.close()
    let book = try ContactBook.open(in: folder, surroundings: .test())
    #expect(try ErasureDesk.found(in: folder) == [])
    #expect(try await book.erasures(limit: 1, as: desk.store.owner).map(\.state) == [.done])
    await book.close()
  }

  @Test func `a line of the ledger without its commit is an erasure at the next opening`()
    async throws
  {
    let desk = try await ErasureDesk(among: 5)
    let folder = desk.store.folder.data
    let ledger = ErasureLedger(path: folder.ledger)
    _ = try ledger.append(
      ErasureLedger.Line(
        seq: 0, erasure: desk.ids.newUID(), contact: desk.uid, request: desk.request,
        time: desk.ids.now(), kept: [], suppressed: []), after: ledger.read(),
      sealedBy: LedgerSeal(of: try Connection(path: folder.database, access: .reading)))
    // And a second one that the crash cut.
    let file = open(folder.ledger, O_WRONLY | O_APPEND)
    _ = write(file, #"{"seq": 2, "elim"#, 16)
    close(file)
    await desk.store.book.close()
    let book = try ContactBook.open(in: folder, surroundings: .test())
    #expect(try ErasureDesk.found(in: folder) == [])
    #expect(try await book.contactCount(as: desk.store.owner) == 5)
    await book.close()
  }

  @Test func `a file of the folder that holds something of hers is named, and then it goes on`()
    async throws
  {
    let desk = try await ErasureDesk(among: 5)
    let folder = desk.store.folder.data
    let path = "\(folder.path)/lista.csv"
    let file = open(path, O_WRONLY | O_CREAT, 0o600)
    let line = "nome;telefone\nZORAIDE CANARINA QUINTANILHA;71981234567\n"
    _ = write(file, line, line.utf8.count)
    close(file)
    let erasure = try await desk.erase()
    #expect(erasure.state == .cleaning)
    #expect(erasure.residue == ["lista.csv"])
    await #expect(throws: StoreError(.invalid([.erasureUnfinished]))) {
      try await desk.store.book.erasureCertificate(
        request: desk.request, as: desk.store.owner)
    }
    unlink(path)
    #expect(try await desk.erase().state == .done)
  }

  @Test func `words of the program, said by a person, do not stand in the way`() async throws {
    let desk = try await ErasureDesk(among: 2)
    let (book, owner) = (desk.store.book, desk.store.owner)
    let uid = try await book.register(
      .new(.person("Identificacao", city: "contato"), text: "contato", key: desk.ids.newUID()),
      as: owner
    ).uid
    let request = try await book.newRequest(NewRequest(kind: .erasure, contact: uid), as: owner)
      .protocolNumber.description
    let erasure = try await book.erase(uid, request: request, as: owner)
    #expect(erasure.residue == [])
    #expect(erasure.state == .done)
  }

  @Test func `what the centre wrote of her is covered, and is no living person`() async throws {
    let desk = try await ErasureDesk(among: 2)
    let (name, path) = (ErasureDesk.name, desk.store.folder.data.database)
    try await desk.store.book.writer.write { (database) throws(StoreError) in
      try database.execute(
        """
        UPDATE request_steps SET evidence = \("falei com \(name.uppercased()) hoje, contato feito")
        WHERE position = 0
        """)
      try database.execute("UPDATE requests SET refusal_reason = \("é de \(name)")")
    }
    let erasure = try await desk.erase()
    #expect(erasure.state == .done)
    #expect(erasure.residue == [])
    #expect(try ErasureDesk.found(in: desk.store.folder.data) == [])
    let connection = try Connection(path: path, access: .reading)
    let evidence = try connection.rows(
      "SELECT evidence FROM request_steps WHERE position = 0"
    ) { (row) throws(StoreError) in try row.optionalText(0) }
    #expect(evidence == ["falei com [omitido] hoje, contato feito"])
  }

  @Test func `a reason in the audit does not keep an erasure open, and is told`() async throws {
    let desk = try await ErasureDesk(among: 2)
    let (book, owner) = (desk.store.book, desk.store.owner)
    try await book.append(
      AuditTrail.Event(
        action: .update, entity: .contact, reason: "bloqueio da \(ErasureDesk.name) agora"),
      by: owner)
    let erasure = try await desk.erase()
    #expect(erasure.state == .done)
    #expect(erasure.isNamedInAudit)
    #expect(erasure.leftIn == [])
    let certificate = try await book.erasureCertificate(request: desk.request, as: owner)
    #expect(certificate.kept.contains { $0.hasPrefix("auditoria;justificativa") })
    #expect(try await book.verifyAudit(as: owner).isIntact)
  }

  @Test func `a reason does not tell the values of whom it is about`() async throws {
    let desk = try await ErasureDesk(among: 2)
    let (book, owner) = (desk.store.book, desk.store.owner)
    let odd = "Xyqualda Brofenta"
    let uid = try await book.register(
      .new(.person(odd, phones: ["71 3123-4567"]), text: nil, key: desk.ids.newUID()), as: owner
    ).uid
    try await book.block(
      uid, reason: Sensitive("bloqueio da xyqualda brofenta agora, 3123 4567"), as: owner)
    let connection = try Connection(path: desk.store.folder.data.database, access: .reading)
    let reasons = try connection.rows(
      "SELECT reason FROM audit_entries WHERE reason LIKE 'bloqueado:%'"
    ) { (row) throws(StoreError) in try row.text(0) }
    #expect(reasons.count == 1)
    #expect(
      reasons.allSatisfy { reason in
        ["brofenta", "4567"].allSatisfy { !folded(reason).contains($0) }
      })
  }

  @Test func `drafts that speak of her otherwise go too, and doubtful ones are listed`()
    async throws
  {
    let desk = try await ErasureDesk(among: 2)
    let (book, owner) = (desk.store.book, desk.store.owner)
    func draft(_ text: String) async throws -> UID {
      let uid = desk.ids.newUID()
      try await book.saveDraft(
        Draft(
          uid: uid, contents: Sensitive(#"{"note": "\#(text)"}"#), updatedAt: desk.ids.now()),
        as: owner)
      return uid
    }
    var about: [UID] = []
    for text in ["ligar 98123\u{2013}4567", "mãe da Quintanilha, Zoraide", "zoraide quintanilha"] {
      about.append(try await draft(text))
    }
    let doubtful = try await draft("Zoraide ligou de novo")
    let other = try await draft("Maria Alves ligou")
    let preview = try await book.erasurePreview(of: desk.uid, request: desk.request, as: owner)
    #expect(preview.doubtfulDrafts.map(\.uid) == [doubtful])
    #expect(preview.doubtfulDrafts.map(\.owner) == [owner.login])
    #expect(try await desk.erase().state != .onHold)
    let left = Set(try await book.drafts(as: owner).map(\.uid))
    #expect(left.isDisjoint(with: about))
    #expect(left.isSuperset(of: [doubtful, other]))
  }

  @Test func `files of others are read as a person would read them`() async throws {
    let desk = try await ErasureDesk(among: 2)
    let folder = desk.store.folder.data
    let utf16 = "Zoraide Canarina Quintanilha".utf16.flatMap { [UInt8($0 & 0xff), UInt8($0 >> 8)] }
    let files: [(name: String, bytes: [UInt8])] = [
      ("a.txt", Array("ZORAIDE  CANARINA  QUINTANILHA".utf8)),
      ("b.txt", Array("Zoraide_Canarina_Quintanilha".utf8)),
      ("c.txt", Array("fone 98123.4567".utf8)), ("d.txt", [0xff, 0xfe] + utf16), ("e.txt", utf16),
      ("f.gz", [0x1f, 0x8b, 8, 0, 0, 0]),
    ]
    for (name, bytes) in files {
      let file = open("\(folder.path)/\(name)", O_WRONLY | O_CREAT, 0o600)
      _ = write(file, bytes, bytes.count)
      close(file)
    }
    #expect(try await Set(desk.erase().residue) == Set(files.map(\.name)))
    for (name, _) in files { unlink("\(folder.path)/\(name)") }
    #expect(try await desk.erase().state == .done)
  }

  @Test func `a copy made before an update of the program goes too`() async throws {
    let desk = try await ErasureDesk(among: 2)
    let folder = desk.store.folder.data
    try folder.makeCopies()
    await desk.store.book.close()
    try ErasureDesk.copy(
      folder.database, to: "\(folder.copies)/atende-0001_base-20261121-091500.db")
    let book = try ContactBook.open(in: folder, surroundings: .test())
    let preview = try await book.erasurePreview(
      of: desk.uid, request: desk.request, as: desk.store.owner)
    #expect(preview.copies == 1)
    let erasure = try await book.erase(
      desk.uid, request: desk.request, as: desk.store.owner)
    #expect(erasure.state == .done)
    #expect(TestFolder.entries(of: folder.copies) == [])
    await book.close()
  }

  @Test func `a ledger that was changed is noticed, at the same length too`() async throws {
    let desk = try await ErasureDesk(among: 1)
    let folder = desk.store.folder.data
    _ = try await desk.erase()
    await desk.store.book.close()
    #expect(ContactBook.ledgerProblem(in: folder) == nil)
    var bytes = try ErasureDesk.contents(folder.ledger)
    let place = try #require(bytes.indices.first { bytes[$0...].starts(with: Array("LGPD".utf8)) })
    bytes[place] = UInt8(ascii: "X")
    let file = open(folder.ledger, O_WRONLY | O_TRUNC)
    precondition(write(file, bytes, bytes.count) == bytes.count)
    close(file)
    #expect(ContactBook.ledgerProblem(in: folder) == StoreError(.ledgerDamaged(line: 1)))
    #expect(throws: StoreError(.ledgerDamaged(line: 1))) {
      _ = try ContactBook.open(in: folder, surroundings: .test())
    }
  }
}
