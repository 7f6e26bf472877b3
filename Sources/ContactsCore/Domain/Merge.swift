/// Two records of one person that are to become one.
public struct Merge: Equatable, Sendable {
  /// The record that is left.
  public var kept: UID
  /// The record that goes; its identifier leads to the other from then on.
  public var gone: UID
  /// What both records were when somebody decided; nil where nobody looked.
  public var keptVersion: Int?
  public var goneVersion: Int?
  /// Whose value a field has afterwards, where somebody chose.
  public var choices: [FieldKey: Side]

  public enum Side: String, Sendable {
    case kept, gone
  }

  public init(
    kept: UID, gone: UID, keptVersion: Int? = nil, goneVersion: Int? = nil,
    choices: [FieldKey: Side] = [:]
  ) {
    self.kept = kept
    self.gone = gone
    self.keptVersion = keptVersion
    self.goneVersion = goneVersion
    self.choices = choices
  }

  /// The fields that may be chosen; a state belongs to its city.
  public static let choosable: [FieldKey] = [
    .name, .socialName, .phones, .emails, .cpf, .birthDate, .city, .notes, .guardian, .safeChannel,
  ]
}

/// What came of making two records one.
public struct MergeReceipt: Equatable, Sendable {
  /// Of the record that is left.
  public let uid: UID
  public let gone: UID
  /// How many interactions went over.
  public let interactions: Int
  /// Until when it can be undone.
  public let undoUntil: Timestamp

  public init(uid: UID, gone: UID, interactions: Int, undoUntil: Timestamp) {
    self.uid = uid
    self.gone = gone
    self.interactions = interactions
    self.undoUntil = undoUntil
  }
}

extension ContactFields {
  /// The fields of one record made of two: what somebody chose, else what the kept one says, else what the other one does.
  ///
  /// Telephones and e-mails are those of both; notes too, where nobody chose.
  public func merged(
    with other: ContactFields, choosing choices: [FieldKey: Merge.Side]
  ) -> ContactFields {
    func pick<Value>(_ key: FieldKey, _ value: (ContactFields) -> Value?) -> Value? {
      choices[key] == .gone ? value(other) ?? value(self) : value(self) ?? value(other)
    }
    var fields = ContactFields(
      name: pick(.name, \.name), socialName: pick(.socialName, \.socialName),
      cpf: pick(.cpf, \.cpf), birthDate: pick(.birthDate, \.birthDate),
      notes: pick(.notes, \.notes), guardian: pick(.guardian, \.guardian),
      safeChannel: pick(.safeChannel, \.safeChannel))
    let placeOfOther =
      choices[.city] == .gone
      ? other.city != nil || other.state != nil : city == nil && state == nil
    fields.city = placeOfOther ? other.city : city
    fields.state = placeOfOther ? other.state : state ?? (city == other.city ? other.state : nil)
    if choices[.notes] == nil, let notes, let theirs = other.notes, notes != theirs {
      fields.notes = Sensitive(
        notes.revealed(for: .storage) + "\n" + theirs.revealed(for: .storage))
    }
    let phones = choices[.phones] == .gone ? (other, self) : (self, other)
    fields.phones =
      ContactFields(phones: phones.0.phones)
      .completed(with: ContactFields(phones: phones.1.phones)).phones
    let emails = choices[.emails] == .gone ? (other, self) : (self, other)
    fields.emails =
      ContactFields(emails: emails.0.emails)
      .completed(with: ContactFields(emails: emails.1.emails)).emails
    return fields
  }

  /// These fields, with those that still are what a change `after` made of `before` as they were before it.
  func undoing(_ after: ContactFields, to before: ContactFields) -> ContactFields {
    func back<Value: Equatable>(_ value: (ContactFields) -> Value) -> Value {
      value(self) == value(after) ? value(before) : value(self)
    }
    return ContactFields(
      name: back(\.name), socialName: back(\.socialName), phones: back(\.phones),
      emails: back(\.emails), cpf: back(\.cpf), birthDate: back(\.birthDate), city: back(\.city),
      state: back(\.state), notes: back(\.notes), guardian: back(\.guardian),
      safeChannel: back(\.safeChannel))
  }
}
