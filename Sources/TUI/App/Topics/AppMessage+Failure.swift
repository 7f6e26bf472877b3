extension AppMessage {
  /// What went wrong with what was asked, if anything did.
  var failure: Failure? {
    switch self {
    case .searched(_, let result): result.failure
    case .counted(let result): result.failure
    case .read(_, let result): result.failure
    case .updated(_, let result): result.failure
    case .registered(_, let result): result.failure
    case .duplicatesFound(_, let result): result.failure
    case .draftSaved(_, let result): result.failure
    case .draftDiscarded(_, let result): result.failure
    case .queue(let message): message.failure
    case .panel(.looked(_, let result)): result.failure
    case .people(let message): message.failure
    case .audit(let message): message.failure
    case .shift(let message): message.failure
    case .export(let message): message.failure
    case .imports(let message): message.failure
    case .admin(let message): message.failure
    case .rights(let message): message.failure
    case .merge(.found(_, let result)): result.failure
    case .merge(.read(_, let result)): result.failure
    case .merge(.united(_, let result)): result.failure
    case .merge(.undone(_, let result)): result.failure
    case .merge(.changeUndone(_, let result)): result.failure
    case .started, .pressed, .resized, .terminated, .ticked, .opened, .storeMissing,
      .openingFailed, .recognised, .extractionGrew, .extractionEnded, .draftsLoaded,
      .schemaOutgrown, .recordGone, .modelChecked, .model, .identifiersMade:
      nil
    }
  }
}

extension QueueMessage {
  /// What went wrong, if anything did.
  fileprivate var failure: Failure? {
    switch self {
    case .looked(_, let result): result.failure
    case .paged(_, let result): result.failure
    case .changed(_, let result): result.failure
    case .opened(_, let result): result.failure
    case .reviewed(_, let result): result.failure
    }
  }
}
