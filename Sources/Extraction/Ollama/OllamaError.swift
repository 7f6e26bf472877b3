public import ContactsCore

/// Why the model gave no answer, or only part of one.
///
/// Carries nothing that a server wrote: its words could quote the note.
public enum OllamaError: Error, Equatable, Sendable {
  case invalidAddress(OllamaAddress.Problem)
  /// The address is another machine, and no setting allows that.
  case remoteHost
  /// The address is another machine's, and the line to it is not encrypted.
  case unencrypted
  /// The server passes this model's requests on to machines elsewhere.
  case remoteModel
  case unreachable
  case modelMissing(model: String)
  /// Too many wait for the server to load their model.
  case busy
  case timedOut
  /// The server said that it failed, or what it ran was killed; nil when it said so in mid-stream.
  case serverFailed(status: Int?)
  /// The server did not take our request.
  case rejected(status: Int)
  /// Whatever answers there is not Ollama: a page, a redirect, another protocol.
  case notOllama
  /// The connection or the answer ended too early.
  case interrupted
  /// The answer is not what was asked for.
  case malformed
  /// Longer than any true answer.
  case runaway
  case cancelled
  /// It failed so often that nobody asks it before this moment.
  case resting(until: Timestamp)
  /// Made room for somebody who waits at a form.
  case displaced

  init(_ failure: TransferFailure) {
    self =
      switch failure {
      case .unreachable: .unreachable
      case .timedOut: .timedOut
      case .interrupted: .interrupted
      case .tooLarge: .runaway
      case .cancelled: .cancelled
      case .other: .notOllama
      }
  }

  /// What the attendant is told.
  public var warning: ExtractionWarning {
    ExtractionWarning(code: code, message: sentence)
  }

  private var code: ExtractionWarning.Code {
    switch self {
    case .invalidAddress: .modelAddressInvalid
    case .remoteHost, .unencrypted, .remoteModel: .modelRemote
    case .unreachable: .modelUnavailable
    case .modelMissing: .modelMissing
    case .busy: .modelBusy
    case .timedOut: .modelTimeout
    case .serverFailed, .rejected: .modelFailed
    case .notOllama, .malformed, .runaway: .modelBroken
    case .interrupted: .modelTruncated
    case .cancelled: .modelCancelled
    case .resting: .modelResting
    case .displaced: .modelBusy
    }
  }

  private var sentence: String {
    switch self {
    case .invalidAddress(let problem):
      problem.sentence(of: "O endereço da IA")
    case .remoteHost:
      "O endereço da IA é de outra máquina, e enviar dados pessoais a ela (LGPD, art. 33 e art. 46) não foi autorizado. "
        + "As regras locais foram usadas."
    case .unencrypted:
      "A IA está em outra máquina e o endereço dela não é https: o texto iria aberto pela rede. "
        + "As regras locais foram usadas."
    case .remoteModel:
      "Este modelo é executado fora do centro, e dados pessoais não podem ser enviados a ele (LGPD, art. 33). "
        + "As regras locais foram usadas."
    case .unreachable:
      "A IA não está respondendo. As regras locais preencheram o que puderam."
    case .modelMissing(let model):
      "O modelo \(model) não está instalado no servidor da IA. As regras locais foram usadas."
    case .busy:
      "A IA está ocupada com outros pedidos. As regras locais foram usadas; tente de novo daqui a pouco."
    case .timedOut:
      "A IA demorou demais. Fica o que já foi preenchido."
    case .serverFailed(let status):
      "A IA falhou\(status.map { " (erro \($0))" } ?? ""). Fica o que já foi preenchido."
    case .rejected(let status):
      "A IA recusou o pedido (erro \(status)). As regras locais foram usadas."
    case .notOllama:
      "No endereço da IA responde outro programa. As regras locais foram usadas; avise quem administra a máquina."
    case .interrupted:
      "A resposta da IA foi interrompida. Fica o que já foi preenchido."
    case .malformed:
      "A IA respondeu fora do formato pedido. Fica o que já foi preenchido."
    case .runaway:
      "A IA não parou de escrever e foi interrompida. Fica o que já foi preenchido."
    case .cancelled:
      "A extração foi cancelada. Fica o que já foi preenchido."
    case .resting(let until):
      "A IA falhou várias vezes seguidas e só será tentada de novo às \(until.clock). As regras locais foram usadas."
    case .displaced:
      "A vez na fila da IA foi cedida a quem está atendendo. As regras locais foram usadas."
    }
  }

  /// What went wrong, without what an extraction did about it.
  public var plainSentence: String {
    let whole = sentence
    for tail in [" As regras locais", " Fica o que"] {
      if let found = whole.firstRange(of: tail) { return String(whole[..<found.lowerBound]) }
    }
    return whole
  }

  /// As the store records it of a host; nil when it is no host's failing.
  public var fault: ModelFault? {
    switch self {
    case .unreachable: .unreachable
    case .busy: .busy
    case .timedOut: .timedOut
    case .modelMissing: .modelMissing
    case .serverFailed: .serverFailed
    case .rejected: .rejected
    case .interrupted: .interrupted
    case .malformed, .runaway: .invalidAnswer
    case .invalidAddress, .remoteHost, .unencrypted, .remoteModel, .notOllama: .unusable
    case .cancelled, .resting, .displaced: nil
    }
  }

  var outcome: ModelOutcome { fault.map(ModelOutcome.failed) ?? .cancelled }
}

extension Timestamp {
  /// `09:15:30` in São Paulo.
  fileprivate var clock: String {
    [local.hour, local.minute, local.second]
      .map { $0 < 10 ? "0\($0)" : "\($0)" }.joined(separator: ":")
  }
}

/// The model was asked for by name and gave nothing.
public struct ExtractionError: Error, Equatable, Sendable {
  public let reason: OllamaError

  public init(reason: OllamaError) {
    self.reason = reason
  }

  /// A code and a sentence in Portuguese; quotes nothing that a person said.
  public var warning: ExtractionWarning { reason.warning }
}
