import ContactsCore

extension QueueItemSummary {
  /// What has become of the text, in words.
  var stateLabel: String { isBeingRead ? "em trabalho" : state.label }
}

extension QueueState {
  var label: String {
    switch self {
    case .waiting: "aguardando"
    case .extracted: "a revisar"
    case .failed: "falhou"
    case .reviewed: "revisado"
    case .discarded: "descartado"
    case .cancelled: "cancelado"
    }
  }

  /// Of several texts, as the filter names them.
  var filterLabel: String {
    switch self {
    case .waiting: "Aguardando a IA"
    case .extracted: "A revisar"
    case .failed: "Falharam"
    case .reviewed: "Revisados"
    case .discarded: "Descartados"
    case .cancelled: "Cancelados"
    }
  }

  var style: Style {
    switch self {
    case .waiting, .reviewed, .discarded, .cancelled: .muted
    case .extracted: .suggestion
    case .failed: .error
    }
  }
}

extension QueueBatch {
  /// `Lote de 21/11 10:40 (csv, ana)`.
  var label: String {
    let made = createdAt.local
    return
      "Lote de \(made.date.display.prefix(5)) \(made.clock) (\(origin.rawValue), \(requestedBy))"
  }
}

extension QueueProgress {
  /// `50/1.000`.
  var label: String { "\(grouped(done))/\(grouped(total))" }

  /// `██████░░░░`.
  func bar(columns: Int) -> String {
    // What has begun is seen to have begun.
    let full = done <= 0 || total <= 0 ? 0 : max(min(done, total) * columns / total, 1)
    return String(repeating: "█", count: full) + String(repeating: "░", count: columns - full)
  }

  /// Such as `faltam ~12 min`; empty when nobody knows, or nothing is left.
  var timeLeft: String {
    guard done < total, let secondsLeft else { return "" }
    switch secondsLeft {
    case ..<60: return "falta ~1 min"
    case ..<5400: return "faltam ~\((secondsLeft + 30) / 60) min"
    default: return "faltam ~\((secondsLeft + 1800) / 3600) h"
    }
  }
}

extension BatchGlance {
  /// What is said behind the bar of a batch.
  var notes: String {
    let failed = progress.failed
    let notes = [
      failed == 0 ? "" : failed == 1 ? "1 falhou" : "\(grouped(failed)) falharam",
      batch.state == .paused ? "em pausa" : progress.timeLeft,
    ]
    return notes.filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

/// How long ago something was: `agora`, `12 min`, `3 h`, `2 dias`.
func age(since moment: Timestamp, now: Timestamp?) -> String {
  guard let now else { return "" }
  let minutes = max(now.milliseconds - moment.milliseconds, 0) / 60_000
  switch minutes {
  case ..<1: return "agora"
  case ..<120: return "\(minutes) min"
  case ..<2880: return "\(minutes / 60) h"
  default: return "\(minutes / 1440) dias"
  }
}
