public import ContactsCore

/// What **Duplicados** asks of the outside world.
public enum MergeEffect: Equatable, Sendable {
  /// A record and who else may be the same person; both are in the audit before the answer.
  case find(UID, RequestID)
  /// The record beside it.
  case read(UID, RequestID)
  case unite(Merge, RequestID)
  case undo(UID, RequestID)
  /// Undoes the last change of a record, which is the one in view: at this version.
  case undoChange(UID, version: Int, RequestID)

  /// Whether it must reach the disk before the program ends.
  var changesTheStore: Bool {
    switch self {
    case .unite, .undo, .undoChange: true
    case .find, .read: false
    }
  }
}

/// What has become of it.
public enum MergeMessage: Equatable, Sendable {
  case found(RequestID, Result<MergeSearch, Failure>)
  case read(RequestID, Result<ContactRecord, Failure>)
  case united(RequestID, Result<MergeReceipt, Failure>)
  /// The record that is there again.
  case undone(RequestID, Result<UID, Failure>)
  case changeUndone(RequestID, Result<UndoneChange, Failure>)
}

/// A change of a record that was undone.
public struct UndoneChange: Equatable, Sendable {
  /// Those that went back.
  public var fields: [FieldKey]
  /// Login of who had made it.
  public var by: String

  public init(fields: [FieldKey], by: String) {
    self.fields = fields
    self.by = by
  }
}

/// A record, and who may be the same person.
public struct MergeSearch: Equatable, Sendable {
  public var record: ContactRecord
  public var matches: [DuplicateMatch]

  public init(record: ContactRecord, matches: [DuplicateMatch]) {
    self.record = record
    self.matches = matches
  }
}
