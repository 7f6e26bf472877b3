import Glibc
import TestSupport

@testable import ContactsCore

/// A centre of many people, one of whom asks to be erased.
struct ErasureDesk {
  let store: TestStore
  let ids = Surroundings.test(start: Timestamp(milliseconds: 1_795_263_400_000))
  private(set) var uid: UID
  /// The protocol by which she asked.
  private(set) var request = ""

  /// What she told the centre, as it was written.
  static let name = "Zoraide Canarina Quintanilha"
  static let phone = "71 98123-4567"
  static let email = "Zoraide.Q@exemplo.com.br"
  static let cpf = "529.982.247-25"
  static let text =
    "Meu vizinho Teobaldo Xisto me ameaçou na Travessa Jaburu, e não sei o que fazer com isso agora."
  static let note = "Ligar só depois das quinze, pedir por Donizete"

  static var fields: ContactFields {
    var fields = ContactFields.person(
      name, phones: [phone], emails: [email], cpf: cpf, city: "Salvador")
    fields.birthDate = CivilDate(iso8601: "1971-03-09").map(Sensitive.init)
    fields.notes = Sensitive("Usa cadeira de rodas e vem com o sobrinho Evilásio")
    fields.safeChannel = Sensitive("recado com a vizinha Perpétua")
    return fields
  }

  /// Twelve spellings of each value, as somebody would look for them with `grep`.
  static var spellings: [String] {
    let words = [
      name, text, note, "sobrinho Evilásio", "vizinha Perpétua", "zoraide", "quintanilha",
    ]
    let written = words.flatMap { word in
      [word, word.lowercased(), word.uppercased(), folded(word), folded(word).uppercased()]
    }
    let numbers = [
      "71981234567", "+5571981234567", "5571981234567", "(71) 98123-4567", "71 98123-4567",
      "98123-4567", "981234567", "81234567", "529.982.247-25", "52998224725", "529982247",
      "982.247-25",
    ]
    let mail = [
      email, email.lowercased(), email.uppercased(), "zoraide.q", "ZORAIDE.Q", "zoraide.q@exemplo",
    ]
    return written + numbers + mail + ["1971-03-09", "09/03/1971", "Teobaldo Xisto", "Jaburu"]
  }

  init(among others: Int) async throws {
    store = try await TestStore()
    uid = ids.newUID()
    var rows: [Registration] = []
    for number in 0..<others {
      rows.append(
        .new(
          .person(
            "Maria \(["Alves", "Souza", "Lima"][number % 3]) \(number)",
            phones: ["11 9\(7_000_000 + number * 37)"], emails: ["maria\(number)@example.org"],
            city: "Recife"), text: "Pergunta \(number) sobre o benefício.", key: ids.newUID()))
    }
    for start in stride(from: 0, to: rows.count / 2, by: 100) {
      try await add(rows[start..<min(start + 100, rows.count / 2)])
    }
    let receipt = try await store.book.register(
      .new(ErasureDesk.fields, text: ErasureDesk.text, key: ids.newUID()), as: store.owner)
    uid = receipt.uid
    for start in stride(from: rows.count / 2, to: rows.count, by: 100) {
      try await add(rows[start..<min(start + 100, rows.count)])
    }
    _ = try await store.book.schedule(
      NewCallback(
        contact: uid, interaction: nil, dueAt: ids.now().adding(milliseconds: 86_400_000),
        note: Sensitive(ErasureDesk.note)), as: store.owner)
    try await store.book.saveDraft(
      Draft(
        uid: ids.newUID(),
        contents: Sensitive(#"{"note": "A Zoraide Canarina Quintanilha ligou de novo"}"#),
        updatedAt: ids.now()), as: store.owner)
    try await store.book.saveDraft(
      Draft(
        uid: ids.newUID(), contents: Sensitive(#"{"note": "outra pessoa"}"#), updatedAt: ids.now()),
      as: store.owner)
    _ = try await store.book.read(uid, after: nil, as: store.owner)
    request = try await store.book.newRequest(
      NewRequest(kind: .erasure, contact: uid), as: store.owner
    ).protocolNumber.description
  }

  private func add(_ rows: ArraySlice<Registration>) async throws {
    for result in try await store.book.importContacts(Array(rows), as: store.owner) {
      _ = try result.get()
    }
  }

  func erase() async throws(StoreError) -> Erasure {
    try await store.book.erase(uid, request: request, as: store.owner)
  }

  /// `file: spelling` of everything that is still found in the data folder, by a plain search of bytes.
  static func found(in folder: DataFolder) throws -> [String] {
    try ResidueScan.files(below: folder.path).flatMap { name in
      let bytes = try contents("\(folder.path)/\(name)")
      return spellings.filter { contains(bytes, Array($0.utf8)) }.map { "\(name): \($0)" }
    }
  }

  static func contents(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { return [] }
    defer { fclose(file) }
    fseek(file, 0, SEEK_END)
    var bytes = [UInt8](repeating: 0, count: max(ftell(file), 1))
    rewind(file)
    let count = fread(&bytes, 1, bytes.count, file)
    return Array(bytes.prefix(count))
  }

  private static func contains(_ bytes: [UInt8], _ needle: [UInt8]) -> Bool {
    bytes.withUnsafeBytes { haystack in
      guard let base = haystack.baseAddress, needle.count <= haystack.count else { return false }
      var start = 0
      let last = haystack.count - needle.count
      while start <= last, let next = memchr(base + start, Int32(needle[0]), last - start + 1) {
        if memcmp(next, needle, needle.count) == 0 { return true }
        start = UnsafeRawPointer(next) - base + 1
      }
      return false
    }
  }

  static func copy(_ source: String, to target: String) throws {
    let bytes = try contents(source)
    let file = open(target, O_WRONLY | O_CREAT | O_TRUNC, 0o660)
    defer { close(file) }
    precondition(write(file, bytes, bytes.count) == bytes.count)
  }
}
