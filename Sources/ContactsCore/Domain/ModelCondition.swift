/// How the model does, in the few words that a title bar has room for.
public enum ModelCondition: Equatable, Sendable {
  /// In memory; half of the last hundred answers took no longer than so many milliseconds.
  case ready(p50: Int?)
  /// Installed, but not in memory: the next answer takes longer.
  case asleep(p50: Int?)
  /// On its way into memory.
  case loading
  /// The server answers, and does not have it.
  case absent
  /// Every host has failed of late, and none is asked before this moment.
  case resting(until: Timestamp)
  /// No server answers, or none may be asked.
  case unavailable

  /// For programs; stable.
  public var word: String {
    switch self {
    case .ready: "pronta"
    case .asleep: "adormecida"
    case .loading: "carregando"
    case .absent: "ausente"
    case .resting: "em_pausa"
    case .unavailable: "indisponivel"
    }
  }

  /// Whether a note would be sent to it now.
  public var canBeAsked: Bool {
    switch self {
    case .ready, .asleep, .loading: true
    case .absent, .resting, .unavailable: false
    }
  }
}
