/// Why the store could not do what was asked.
public struct StoreError: Error, Equatable {
  public let reason: Reason
  /// For us, never for a log or a screen: an engine's message may quote what a person said.
  let detail: String

  public init(_ reason: Reason) {
    self.init(reason, detail: "")
  }

  init(_ reason: Reason, detail: String) {
    self.reason = reason
    self.detail = detail
  }

  public enum Reason: Equatable, Sendable {
    /// There is no store in the folder: `atende init` makes one.
    case notInitialised
    case alreadyInitialised
    /// A newer version of the program has changed the store; nothing was written.
    case newerSchema
    /// The account of the operating system is nobody's in the store.
    case notAUser
    case notPermitted(Permission)
    /// The centre's people come in by name and password.
    case signInRequired
    /// The name or the password was wrong, no matter which; or the name is closed until then.
    case signInRefused(closedUntil: Timestamp?)
    /// Too long unused, too long open, ended, or its user was disabled.
    case sessionEnded
    /// Somebody else chose the password, or an older rule let it through: only changing it is allowed.
    case passwordChangeRequired
    /// The record is closed to all but named people.
    case restricted(UID)
    /// A second person has to agree first.
    case approvalRequired
    /// Nobody could administer the centre any more.
    case lastAdmin
    case notFound
    /// Somebody saved in between: what the store now holds.
    case conflict(current: Contact)
    case invalid([FieldProblem])
    case diskFull
    /// Another program holds the file.
    case busy
    case io
    /// The account may not reach the files, or may not write to them.
    case noAccess
    /// The store's file is there and nothing is in it.
    case emptyStore
    case corrupt
    /// The file of a key cannot sign.
    case signingKey(SigningKeyName, SigningKeyState)
    /// The audit does not hold together, so it is neither signed nor cut.
    case auditBroken(AuditVerdict)
    /// The fields are of somebody who was erased.
    case erased
    /// The telephone is that of somebody who was erased: it may be she, or whoever shares it.
    case erasedTelephone
    /// The ledger of erasures is not what was written, from this line on: nobody knows who must not come back.
    case ledgerDamaged(line: Int64)
    /// A safe copy cannot be made, or cannot be used.
    case backup(BackupProblem)
    /// A newer search took this one's place.
    case interrupted
    case closed
    case `internal`
  }

  /// Two errors are the same when the program would do the same.
  public static func == (left: StoreError, right: StoreError) -> Bool {
    left.reason == right.reason
  }
}

extension StoreError: CustomStringConvertible, CustomDebugStringConvertible {
  /// Names the reason only, and nothing that a person said.
  public var description: String { "store error: \(name)" }

  public var debugDescription: String { "store error: \(name): \(detail)" }

  /// The reason without what it carries.
  public var name: String {
    switch reason {
    case .notInitialised: "notInitialised"
    case .alreadyInitialised: "alreadyInitialised"
    case .newerSchema: "newerSchema"
    case .notAUser: "notAUser"
    case .notPermitted(let permission): "notPermitted(\(permission.rawValue))"
    case .signInRequired: "signInRequired"
    case .signInRefused: "signInRefused"
    case .sessionEnded: "sessionEnded"
    case .passwordChangeRequired: "passwordChangeRequired"
    case .restricted: "restricted"
    case .approvalRequired: "approvalRequired"
    case .lastAdmin: "lastAdmin"
    case .notFound: "notFound"
    case .conflict: "conflict"
    case .invalid(let problems): "invalid(\(problems.map(\.field.rawValue).joined(separator: " ")))"
    case .diskFull: "diskFull"
    case .busy: "busy"
    case .io: "io"
    case .noAccess: "noAccess"
    case .emptyStore: "emptyStore"
    case .corrupt: "corrupt"
    case .signingKey(let name, let state): "signingKey(\(name.rawValue) \(state))"
    case .auditBroken: "auditBroken"
    case .erased: "erased"
    case .erasedTelephone: "erasedTelephone"
    case .ledgerDamaged: "ledgerDamaged"
    case .backup(let problem): "backup(\(problem))"
    case .interrupted: "interrupted"
    case .closed: "closed"
    case .internal: "internal"
    }
  }

  /// A sentence for the person at the desk, in Portuguese.
  public var message: String {
    switch reason {
    case .notInitialised: "Ainda não há um cadastro nesta pasta. Execute “atende init”."
    case .alreadyInitialised: "Já existe um cadastro nesta pasta."
    case .newerSchema:
      "O cadastro é de uma versão mais nova do atende. Se o programa acaba de ser atualizado, feche e abra de "
        + "novo; se não, instale a versão mais nova também aqui."
    case .notAUser:
      "Sua conta não está entre as pessoas usuárias. Fale com quem administra o atende."
    case .notPermitted: "Seu papel não permite esta ação."
    case .signInRequired: "Nesta central cada pessoa entra com nome e senha."
    case .signInRefused(nil): "O nome ou a senha não confere."
    case .signInRefused(let moment?):
      "Muitas tentativas seguidas. Tente de novo depois das \(moment.local.clock)."
    case .sessionEnded:
      "Sua sessão terminou. Entre de novo; o que não foi salvo está nos rascunhos."
    case .passwordChangeRequired:
      "Sua senha foi escolhida por outra pessoa. Troque-a com “atende user passwd” antes de "
        + "continuar."
    case .restricted:
      "Registro restrito: só as pessoas nomeadas podem abri-lo. A tentativa ficou na auditoria."
    case .approvalRequired: "Falta a aprovação de outra pessoa."
    case .lastAdmin:
      "É a última pessoa que pode administrar a central: antes, dê o papel admin a outra."
    case .notFound: "Registro não encontrado."
    case .conflict: "Outra pessoa salvou este registro antes. Confira as duas versões."
    case .invalid(let problems):
      problems.isEmpty
        ? "Há campos a corrigir." : problems.map(\.message).joined(separator: " ")
    case .diskFull: "O disco está cheio: nada foi salvo. Libere espaço e tente de novo."
    case .busy: "Outro programa está usando o cadastro. Tente de novo."
    case .io: "Falha ao ler ou gravar no disco."
    case .noAccess:
      "Sua conta não alcança os arquivos do atende, ou não pode gravar neles. Fale com quem administra a máquina."
    case .emptyStore:
      "O arquivo do cadastro (atende.db) está vazio: o disco encheu ou a gravação foi interrompida. Tire esse arquivo da "
        + "pasta e restaure uma cópia ou, se a central ainda não começou, execute “atende init”."
    case .corrupt: "O arquivo do cadastro está danificado. Avise quem administra o atende."
    case .signingKey(let name, let state): state.message(of: name)
    case .auditBroken(let verdict):
      "A auditoria foi alterada\(verdict.firstBad.map { ": o primeiro registro errado é o \($0)" } ?? "")."
    case .erased: "Pessoa eliminada a pedido."
    case .erasedTelephone: "O telefone é o de uma pessoa eliminada a pedido."
    case .ledgerDamaged(let line):
      "O livro de eliminações (eliminacoes.jsonl) não é o que esta central escreveu: a primeira linha errada é a "
        + "\(line). O cadastro não abre até que ele seja restaurado de uma cópia."
    case .backup(let problem): problem.message
    case .interrupted: "Busca substituída por outra mais recente."
    case .closed: "O cadastro já foi fechado."
    case .internal: "Erro interno do atende."
    }
  }
}

/// A field that cannot be saved as it is, and why.
public struct FieldProblem: Equatable, Sendable {
  public let field: FieldKey
  /// In Portuguese; never quotes the value.
  public let message: String

  public init(field: FieldKey, message: String) {
    self.field = field
    self.message = message
  }
}
