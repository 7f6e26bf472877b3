import Glibc
import TestSupport
import Testing

@testable import ContactsCore

@Suite("Errors of the store")
struct StoreErrorTests {
  private var everyReason: [StoreError.Reason] {
    let contact = Contact(
      uid: Surroundings.test().newUID(), fields: .person("Maria Silva"), status: .active,
      createdAt: Timestamp(milliseconds: 0), updatedAt: Timestamp(milliseconds: 0), version: 1)
    return [
      .notInitialised, .alreadyInitialised, .newerSchema, .notAUser, .notPermitted(.readAudit),
      .notFound, .conflict(current: contact), .invalid([.nothingGiven]), .diskFull, .busy, .io,
      .noAccess, .emptyStore, .erased, .erasedTelephone, .corrupt, .interrupted, .closed, .internal,
    ]
  }

  @Test func `every reason has a name of its own and a sentence in Portuguese`() {
    let errors = everyReason.map { StoreError($0) }
    #expect(Set(errors.map(\.name)).count == errors.count)
    #expect(errors.allSatisfy { $0.message.hasSuffix(".") || $0.message.hasSuffix("”.") })
    #expect(StoreError(.invalid([])).message == "Há campos a corrigir.")
  }

  @Test func `a lack of rights is told from a disk that fails, and a newer store says what helps`()
  {
    // As SQLite numbers them.
    let (cannotOpen, readOnly, failed): (Int32, Int32, Int32) = (14, 8, 10)
    for code in [EACCES, EPERM, EROFS] {
      #expect(StoreError(fileError: code, "open a file") == StoreError(.noAccess))
      #expect(StoreError.Reason(status: cannotOpen, systemError: code) == .noAccess)
    }
    #expect(StoreError.Reason(status: readOnly, systemError: 0) == .noAccess)
    #expect(StoreError.Reason(status: failed, systemError: EIO) == .io)
    #expect(StoreError(.noAccess).message.contains("Sua conta não alcança"))
    #expect(StoreError(.notPermitted(.readAudit)).message == "Seu papel não permite esta ação.")
    #expect(StoreError(.newerSchema).message.contains("instale a versão mais nova também aqui"))
  }

  @Test func `a description quotes neither a person nor the engine`() {
    let error = StoreError(.internal, detail: "near \"Maria\": syntax error")
    #expect(error.description == "store error: internal")
    #expect(error.debugDescription.contains("Maria"))
    #expect(error == StoreError(.internal))
    for reason in everyReason { #expect(!"\(StoreError(reason))".contains("Maria")) }
  }

  @Test func `every field has a label`() {
    #expect(FieldKey.allCases.allSatisfy { !$0.label.isEmpty })
  }
}
