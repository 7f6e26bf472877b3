import ContactsCore

/// Two people changed one record: both versions field by field, and a choice for each that differs.
struct ConflictDialog: Equatable, Sendable {
  let mine: ContactFields
  let theirs: Contact
  var rows: [Row]
  var selection = 0

  struct Row: Equatable, Sendable {
    let field: FormField
    let mine: String
    let theirs: String
    var side: Side
  }

  enum Side: Equatable, Sendable { case mine, theirs }

  /// What only one of the two changed begins on that side; what both did, on the attendant's.
  ///
  /// `base` is what both of them had read.
  init(base: ContactFields, mine: ContactFields, theirs: Contact) {
    self.mine = mine
    self.theirs = theirs
    rows = FormField.ofRecord.compactMap { field in
      let ours = mine.line(of: field)
      let other = theirs.fields.line(of: field)
      guard ours != other else { return nil }
      return Row(
        field: field, mine: ours, theirs: other,
        side: ours == base.line(of: field) ? .theirs : .mine)
    }
  }

  /// What is to be saved: the store's version, with the attendant's choices over it.
  var merged: ContactFields {
    var fields = theirs.fields
    for row in rows where row.side == .mine { fields.take(row.field, from: mine) }
    return fields
  }

  mutating func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .up: selection = max(selection - 1, 0)
    case .down, .tab: selection = min(selection + 1, max(rows.count - 1, 0))
    case .left: choose(.mine)
    case .right: choose(.theirs)
    case .character(" "):
      guard rows.indices.contains(selection) else { return .stays }
      choose(rows[selection].side == .mine ? .theirs : .mine)
    case .function(2): return .resolves(self)
    default: break
    }
    return .stays
  }

  private mutating func choose(_ side: Side) {
    guard rows.indices.contains(selection) else { return }
    rows[selection].side = side
  }
}
