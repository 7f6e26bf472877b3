internal import ContactsCore

/// How far a model's files have come.
public struct PullProgress: Equatable, Sendable {
  public enum Stage: Equatable, Sendable { case starting, downloading, verifying, finished }

  public var stage = Stage.starting
  /// Bytes, of all layers that are known so far.
  public var completed: Int64 = 0
  public var total: Int64 = 0
  private var layers: [String: Layer] = [:]

  private struct Layer: Equatable, Sendable {
    var completed: Int64
    var total: Int64
  }

  init() {}

  /// 0 to 1; nil while the size is unknown.
  public var share: Double? {
    switch stage {
    case .starting: nil
    case .downloading: total > 0 ? min(1, max(0, Double(completed) / Double(total))) : nil
    case .verifying, .finished: 1
    }
  }

  /// Takes a line of the stream; one that says nothing of progress changes nothing.
  mutating func take(_ line: JSONValue) {
    guard let status = line["status"]?.string else { return }
    if let digest = line["digest"]?.string, let size = line["total"]?.integer, size > 0 {
      let done = min(size, max(0, line["completed"]?.integer ?? 0))
      layers[digest] = Layer(completed: done, total: size)
      completed = layers.values.reduce(0) { $0 + $1.completed }
      total = layers.values.reduce(0) { $0 + $1.total }
      stage = .downloading
    } else if status.hasPrefix("verifying") || status.hasPrefix("writing") {
      stage = .verifying
    } else if status == "success" {
      stage = .finished
    }
  }
}

/// Why a model could not be installed.
///
/// Carries nothing that a server wrote.
public enum PullError: Error, Equatable, Sendable {
  /// The server itself could not be asked, or broke off.
  case server(OllamaError)
  /// Ollama's registry has no model of this name.
  case unknownModel
  /// Ollama could not reach its registry.
  case noConnection
  case diskFull
  /// Anything else that the server calls an error.
  case failed

  /// Ollama tells its errors in words only.
  init(telling text: String) {
    let text = text.lowercased()
    func says(_ words: String...) -> Bool { words.contains { text.contains($0) } }
    self =
      if says("no space left") {
        .diskFull
      } else if says("file does not exist", "not found", "invalid model name") {
        .unknownModel
      } else if says("dial tcp", "no such host", "timeout", "network is unreachable", "connection")
      {
        .noConnection
      } else {
        .failed
      }
  }

  /// In Portuguese, for the administrator.
  public var sentence: String {
    switch self {
    case .server(let error): error.plainSentence
    case .unknownModel: "O registro do Ollama não tem um modelo com esse nome."
    case .noConnection: "O Ollama não alcançou o registro dele na internet."
    case .diskFull: "Não há espaço no disco do Ollama para o modelo."
    case .failed: "O Ollama não conseguiu instalar o modelo."
    }
  }
}
