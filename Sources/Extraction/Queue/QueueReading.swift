public import ContactsCore

/// How the reading of one text of the queue ended.
public enum QueueReading: Equatable, Sendable {
  case found(ExtractionResult)
  /// With what the rules found all the same.
  case failed(QueueFailure, ExtractionResult?)
  /// The model was not to be had, at no fault of the text: every host rests until a moment, somebody at a form needed
  /// the place, or this process is told to stop.
  case unread(until: Timestamp?)
}

extension Extractor {
  /// Reads a text that nobody waits for: the model or nothing.
  ///
  /// An answer that broke off is a failure, so that the text is read again; on its last try what came of it is better
  /// than nothing.
  public func read(
    _ note: Sensitive<String>, in context: NoteContext, isLastTry: Bool
  ) async -> QueueReading {
    let text = note.revealed(for: .model)
    do throws(ExtractionError) {
      let result = try await extract(
        text, in: context, engine: .model, kind: .bulk
      ) { _ in }
      guard let breach = result.warnings.lazy.compactMap(\.code.breach).first else {
        return .found(result)
      }
      switch breach {
      case .unasked: return .unread(until: nil)
      case .fault(let fault):
        return isLastTry ? .found(result) : .failed(.model(fault), nil)
      }
    } catch {
      if case .resting(let until) = error.reason { return .unread(until: until) }
      guard let fault = error.reason.fault else { return .unread(until: nil) }
      return .failed(.model(fault), isLastTry ? Recognisers.extract(text, in: context) : nil)
    }
  }
}

extension ExtractionWarning.Code {
  /// What a warning says of an answer that is not whole.
  fileprivate enum Breach {
    /// The text is not to blame, nor any host.
    case unasked
    case fault(ModelFault)
  }

  fileprivate var breach: Breach? {
    switch self {
    case .modelUnavailable: .fault(.unreachable)
    case .modelMissing: .fault(.modelMissing)
    case .modelTimeout: .fault(.timedOut)
    case .modelBroken: .fault(.invalidAnswer)
    case .modelTruncated: .fault(.interrupted)
    case .modelFailed: .fault(.serverFailed)
    case .modelAddressInvalid, .modelRemote: .fault(.unusable)
    case .modelBusy, .modelCancelled, .modelResting: .unasked
    case .modelFieldInvalid, .valueNotInText, .modelDisagrees, .instructionsInText,
      .phoneMissingAreaCode,
      .phoneMissingNinthDigit, .phoneUnknownAreaCode, .phoneUnlikely, .cpfInvalid, .emailInvalid,
      .textTooLong:
      nil
    }
  }
}
