import FoundationEssentials
import Glibc
import TestSupport

@testable import ContactsCore

/// A centre with a person in it who uses the rights of the law, and the encarregada who answers.
struct RightsDesk {
  let centre: Centre
  /// Holds all roles.
  let ana: Actor
  /// Encarregada alone.
  let eva: Actor
  let contact: UID

  init(safeChannel: String? = "zap da irmã, 11 90000-0000") async throws {
    centre = try await Centre(.system)
    ana = try await centre.arrive()
    eva = try await centre.person("eva", [.dataProtectionOfficer], by: ana)
    var fields = ContactFields.person(
      "Zilda Prado", phones: ["11987654321"], emails: ["zilda@example.org"], cpf: "52998224725",
      city: "Recife")
    fields.safeChannel = safeChannel.map(Sensitive.init)
    contact = try await centre.book.register(
      .new(fields, text: "quer falar do segredo", key: centre.surroundings.newUID()), as: ana
    ).uid
    try await centre.book.changeSettings(
      [
        .dataProtectionOfficer: "Eva Luz", .dataProtectionEmail: "eva@example.org",
        .dataProtectionSince: "2026-01-15", .substituteOfficer: "Caio Reis",
      ], as: ana)
  }

  var book: ContactBook { centre.book }

  func ask(
    _ kind: RequestKind, about contact: UID?? = nil, identity: String? = "retorno"
  ) async throws -> SubjectRequest {
    let about: UID? = if let contact { contact } else { self.contact }
    return try await book.newRequest(
      NewRequest(kind: kind, contact: about, identityCheck: identity), as: eva)
  }

  /// Does by hand all steps that a person does; what is not written yet is not delivered.
  func doSteps(_ number: DeskProtocol) async throws {
    let pending = try await book.request(number, as: eva).pending
    let isAnswered = !pending.contains { $0.code == "resposta" }
    for step in pending where !step.isAutomatic && (isAnswered || step.code != "entrega") {
      _ = try await book.completeStep(
        step.code, of: number, evidence: Sensitive("feito e conferido"), as: eva)
    }
  }

  /// Writes the answer to a file in the test's folder, and reads what stands in it.
  func answer(_ number: DeskProtocol, _ order: AnswerOrder) async throws -> String {
    let name = "\(number).\(order.format.rawValue)"
    let folder = open(centre.folder.path, O_RDONLY | O_DIRECTORY)
    let file = ExportFile(
      descriptor: openat(folder, ".x", O_RDWR | O_CREAT | O_EXCL, 0o600), folder: folder,
      name: name, temporary: ".x", replaces: true)
    _ = try await book.answer(number, order, to: file, as: eva)
    return try String(contentsOfFile: "\(centre.folder.path)/\(name)", encoding: .utf8)
  }

  func problem(_ body: () async throws -> Void) async -> String? {
    do {
      try await body()
      return nil
    } catch let error as StoreError {
      return error.message
    } catch {
      return "\(error)"
    }
  }
}
