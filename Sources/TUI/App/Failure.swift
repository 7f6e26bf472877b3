public import ContactsCore

/// Why something asked of the outside world did not happen, as far as a screen can say it.
public enum Failure: Error, Equatable, Sendable {
  case notPermitted
  case notAUser
  /// The name or the password was wrong, no matter which; or the name is closed until then.
  case signInRefused(closedUntil: Timestamp?)
  /// The session is over, or has not begun.
  case signedOut
  /// The record is closed to all but named people.
  case restricted
  /// The person asked to be erased, and has not been said to have come back herself.
  case erased
  /// The telephone is that of somebody who asked to be erased: it may be she, or whoever shares it.
  case erasedTelephone
  case notFound
  /// Somebody else saved first: what the store holds now.
  case conflict(Contact)
  /// The store refused values; sentences in Portuguese that quote nothing a person said.
  case invalid([String])
  case diskFull
  case storage
  case damaged
  case newerSchema
  case busy
  /// A newer request took its place; nothing to say.
  case interrupted
  case unexpected

  /// Why, in a few words, for a sentence of something else that did not happen.
  var cause: String {
    switch self {
    case .diskFull: "disco cheio"
    case .storage: "o disco não respondeu"
    case .busy: "o banco está ocupado"
    case .damaged: "o banco está danificado"
    case .newerSchema: "o banco foi atualizado"
    case .erased, .erasedTelephone: "a pessoa pediu a eliminação"
    case .notPermitted, .restricted: "seu papel não permite"
    case .signedOut: "sua sessão terminou"
    case .notAUser, .signInRefused, .notFound, .conflict, .invalid, .interrupted, .unexpected:
      "algo inesperado aconteceu"
    }
  }

  /// A sentence for the status line: what happened, that nothing was lost, what to do.
  var message: String {
    switch self {
    case .notPermitted:
      "Seu papel não permite esta ação. A tentativa ficou registrada."
    case .notAUser:
      "Sua conta não está cadastrada nesta central. Peça ao administrador que a inclua."
    case .signInRefused(nil):
      "O nome ou a senha não confere. Confira os dois e tente de novo."
    case .signInRefused(let moment?):
      "Muitas tentativas seguidas. Tente de novo depois das \(moment.local.clock)."
    case .signedOut:
      "Sua sessão terminou. Entre de novo para continuar."
    case .restricted:
      "Registro restrito a pessoas nomeadas. A tentativa ficou registrada."
    case .erased:
      "Pessoa eliminada a pedido. Se ela mesma voltou e quer novo cadastro, F2 outra vez confirma."
    case .erasedTelephone:
      "O telefone é o de uma pessoa eliminada a pedido. F2 pergunta de novo se é ela, ou outra pessoa."
    case .notFound:
      "Este cadastro não existe mais. F5 atualiza a lista."
    case .conflict:
      "Outra pessoa salvou este cadastro antes. Compare as duas versões."
    case .invalid(let sentences):
      sentences.isEmpty
        ? "Há valores que o banco não aceita. Confira os campos." : sentences.joined(separator: " ")
    case .diskFull:
      "Disco cheio: não foi salvo. O que você digitou continua aqui; libere espaço e repita."
    case .storage:
      "O disco não respondeu: não foi salvo. O que você digitou continua aqui; repita."
    case .damaged:
      "O banco está danificado. Nada foi alterado; chame o administrador (atende doctor)."
    case .newerSchema:
      "O banco foi atualizado por uma versão mais nova. Saia e abra o programa de novo."
    case .busy:
      "O banco está ocupado. O que você digitou continua aqui; repita."
    case .interrupted:
      ""
    case .unexpected:
      "Algo inesperado aconteceu. O que você digitou continua aqui; repita."
    }
  }
}
