import ContactsCore

extension StoreError {
  /// Whether what was refused may be of somebody who was erased: it is not written down once more.
  var isOfErased: Bool { reason == .erased || reason == .erasedTelephone }
}

extension Failure {
  /// Whatever was thrown, as the person or the script is told.
  init(describing error: any Error) {
    if let failure = error as? Failure {
      self = failure
    } else if let error = error as? StoreError {
      self = Failure(error)
    } else {
      // The error itself is not shown: its words are somebody else's and may quote data.
      self = Failure(.software, .internal, "Erro interno do atende.")
    }
  }

  /// The one place where what the store says becomes an exit code.
  init(_ error: StoreError) {
    let message = error.message
    switch error.reason {
    case .notInitialised:
      self.init(
        .configuration, .database,
        "Ainda não há um cadastro nesta pasta. Execute `atende init` para criar um.")
    case .alreadyInitialised: self.init(.cannotCreate, .validation, message)
    case .newerSchema: self.init(.configuration, .database, message)
    case .notAUser: self.init(.notPermitted, .unauthorized, message)
    case .notPermitted(let permission):
      self.init(
        .notPermitted, .forbidden, message, details: ["permissao": .string(permission.rawValue)])
    case .signInRequired, .signInRefused, .sessionEnded, .passwordChangeRequired:
      self.init(.notPermitted, .unauthorized, message)
    case .restricted(let uid):
      self.init(.notPermitted, .forbidden, message, details: ["uid": .string(uid.text)])
    case .approvalRequired, .lastAdmin: self.init(.notPermitted, .forbidden, message)
    case .notFound: self.init(.noInput, .notFound, message)
    case .conflict(let current):
      self.init(
        .tryAgain, .validation,
        "Outra pessoa salvou este registro antes; nada foi alterado. Leia de novo e repita.",
        details: [
          "uid": .string(current.uid.text), "versao_atual": .integer(Int64(current.version)),
        ])
    case .invalid(let problems): self = .invalid(problems)
    case .signingKey(let name, let state):
      self.init(
        state == .unreadable ? .notPermitted : .configuration,
        state == .unreadable ? .forbidden : .database, message,
        details: ["chave": .string(name.rawValue)])
    case .erased:
      self.init(
        .badData, .validation,
        message
          + " Se é ela mesma quem volta, registre com --returned; de um arquivo ninguém volta.")
    case .erasedTelephone:
      self.init(
        .badData, .validation,
        message
          + " Se é ela mesma quem volta, registre com `contact add --returned`; se é outra pessoa, que usa o mesmo "
          + "telefone, com `contact add --other-person`.")
    case .backup(.storeIsThere): self.init(.cannotCreate, .validation, message)
    case .backup(.noRecipient): self.init(.configuration, .validation, message)
    case .backup(.noFile), .backup(.ledgerMissing): self.init(.noInput, .notFound, message)
    case .backup: self.init(.badData, .validation, message)
    case .ledgerDamaged: self.init(.configuration, .database, message)
    case .auditBroken(let verdict): self = .badAudit(verdict)
    case .noAccess: self.init(.notPermitted, .forbidden, message)
    case .diskFull, .io, .corrupt, .emptyStore: self.init(.inputOutput, .database, message)
    case .busy, .interrupted: self.init(.tryAgain, .database, message)
    case .closed, .internal: self.init(.software, .internal, message)
    }
  }

  /// Fields that cannot be taken as they are.
  static func invalid(_ problems: [FieldProblem]) -> Failure {
    let sentences = problems.map(\.message).joined(separator: " ")
    let fields = problems.map { problem in
      JSON.members(["campo": .string(problem.field.rawValue), "mensagem": .string(problem.message)])
    }
    return .badData(
      sentences.isEmpty ? "Há campos a corrigir." : sentences, details: ["campos": .array(fields)])
  }
}
