public import ContactsCore

/// How the local model does, as the title bar says it.
public enum ModelState: Equatable, Sendable {
  case unknown
  case ready
  /// The server is putting it into memory.
  case loading
  /// A text of this desk waits before it; 1 is next.
  case queued(place: Int)
  case extracting
  /// The server answers and does not have it.
  case missing(String)
  case unavailable
  /// It failed several times: nobody asks it before this moment.
  case paused(until: Timestamp)

  var label: String {
    switch self {
    case .unknown: "IA: …"
    case .ready: "IA: pronta"
    case .loading: "IA: carregando…"
    case .queued(let place): "IA: na fila (\(place)º)"
    case .extracting: "IA: extraindo…"
    case .missing: "IA: ausente"
    case .unavailable: "IA: indisponível"
    case .paused(let until): "IA: fora do ar até \(until.local.clock)"
    }
  }

  /// Whether a text of this desk is on its way: its end will tell how the model does.
  var isBusy: Bool {
    switch self {
    case .queued, .extracting: true
    case .unknown, .ready, .loading, .missing, .unavailable, .paused: false
    }
  }

  var isMissing: Bool {
    if case .missing = self { true } else { false }
  }
}

extension ExtractionStage {
  /// As the title bar says it.
  var modelState: ModelState {
    switch self {
    case .queued(let place): .queued(place: place)
    case .loading, .reading: .extracting
    case .closed(let until): .paused(until: until)
    }
  }

  /// As the form says it, above its rows.
  var label: String {
    switch self {
    case .queued(let place): "\(place)º na fila da IA"
    case .loading: "carregando a IA…"
    case .reading: "lendo com a IA…"
    case .closed(let until): "IA fora do ar até \(until.local.clock)"
    }
  }
}

extension Session {
  /// Half of the last answers took no longer: `1,8 s`; nil while the model is not ready.
  var latencyLabel: String? {
    guard model == .ready, let modelLatency else { return nil }
    let tenths = (max(modelLatency, 0) + 50) / 100
    return "\(grouped(tenths / 10)),\(tenths % 10) s"
  }
}
