import ContactsCore

extension Desk {
  /// Refuses to filter by somebody who is nobody here: an answer with nothing would say that nothing was done.
  ///
  /// Asked of who may see the answer: whether there is such a login is for nobody else.
  func check(person login: String?, of option: String) async throws {
    guard let login, try await !book.knows(login) else { return }
    throw Failure.usage(
      "`\(option)` não é uma pessoa usuária desta central.", details: ["opcao": .string(option)])
  }
}
