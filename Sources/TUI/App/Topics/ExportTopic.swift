public import ContactsCore

/// What **Exportar e importar** asks of the outside world.
public enum ExportEffect: Equatable, Sendable {
  /// How much it would be, and who has to agree.
  case preview(ExportRequest, RequestID)
  /// The path as the person typed it.
  case export(ExportRequest, path: String, RequestID)
  case cancel
}

/// What has become of it.
public enum ExportMessage: Equatable, Sendable {
  case previewed(RequestID, Result<ExportPreview, Failure>)
  case progressed(RequestID, ExportProgress, milliseconds: Int64)
  case ended(RequestID, ExportEnd)

  /// What went wrong, if anything did.
  var failure: Failure? {
    switch self {
    case .previewed(_, let result): result.failure
    case .ended(_, .failed(let failure)): failure
    case .progressed, .ended: nil
    }
  }
}

/// How an export ended.
public enum ExportEnd: Equatable, Sendable {
  /// At a path that begins with the root.
  case written(ExportReceipt, path: String)
  /// Somebody else has to agree first; nothing was exported.
  case approvalNeeded(code: String, until: Timestamp)
  /// Nothing is left of it but its entry of the audit.
  case cancelled
  case failed(Failure)
}

/// The export that this desk has under way, or had last; it goes on while other screens are in view.
enum ExportJob: Equatable, Sendable {
  case none
  case running(RequestID, Running)
  case written(ExportRequest, ExportReceipt, path: String)

  struct Running: Equatable, Sendable {
    let request: ExportRequest
    /// Nil until the store has told.
    var progress: ExportProgress?
    var milliseconds: Int64 = 0
    /// Whether it has been asked to stop.
    var isEnding = false
  }

  var running: Running? {
    if case .running(_, let running) = self { running } else { nil }
  }
}
