import ContactsCore

/// Something asked over a screen.
///
/// The last of the stack has the keys.
enum Dialog: Equatable, Sendable {
  case help(HelpDialog)
  case palette(PaletteDialog)
  case options(OptionsDialog)
  case drafts(DraftsDialog)
  case discard(DiscardDialog)
  case doubtful(DoubtfulDialog)
  case invalid(InvalidDialog)
  case telephone(TelephoneDialog)
  case duplicates(DuplicatesDialog)
  case conflict(ConflictDialog)
  case identity(IdentityDialog)
  case queue(QueueDialog)
  case pull(PullDialog)
  case people(PeopleDialog)
  /// Leaving would lose what the store could not take.
  case unsaved(UnsavedDialog)
  case shift(ShiftDialog)
  case said(SaidDialog)
  case pick(PickDialog)
  case lines(ImportLinesDialog)
  case tour(TourDialog)
  case admin(AdminDialog)
  case rights(RightsDialog)
  /// The store has outgrown this program: the draft is safe, and the only way on is out.
  case outgrown
}

/// What became of a dialog when a key reached it.
enum DialogOutcome: Equatable, Sendable {
  case stays
  case closes
  case runs(Action)
  case chooses(String)
  case picks(Int, of: [String])
  case recovers(Draft)
  case asksToDiscard(Draft)
  case discards(Draft)
  case savesDoubtful(keeping: Bool)
  case savesInvalid
  case tellsWhose(isOther: Bool)
  case usesExisting(DuplicateMatch)
  case savesAnyway
  case resolves(ConflictDialog)
  case identifies(IdentityDoubt, IdentityChoice)
  case queue(QueueChoice)
  case pulls
  case cancelsPull
  case people(PeopleOutcome)
  case shift(ShiftChoice)
  case admin(AdminChoice)
  case rights(RightsChoice)
  case quits
  /// Leaves if the store can take by now what it could not.
  case triesAgain
}

extension Dialog {
  mutating func type(_ key: Key) -> DialogOutcome {
    switch key {
    case .escape, .function(12), .control("c"):
      if case .outgrown = self { return .quits }
      return .closes
    default:
      break
    }
    switch self {
    case .help(var dialog): return keep(&dialog, { $0.type(key) }) { .help($0) }
    case .palette(var dialog): return keep(&dialog, { $0.type(key) }) { .palette($0) }
    case .options(var dialog): return keep(&dialog, { $0.type(key) }) { .options($0) }
    case .drafts(var dialog): return keep(&dialog, { $0.type(key) }) { .drafts($0) }
    case .discard(var dialog): return keep(&dialog, { $0.type(key) }) { .discard($0) }
    case .doubtful(let dialog): return dialog.type(key)
    case .invalid(let dialog): return dialog.type(key)
    case .telephone(let dialog): return dialog.type(key)
    case .duplicates(var dialog): return keep(&dialog, { $0.type(key) }) { .duplicates($0) }
    case .conflict(var dialog): return keep(&dialog, { $0.type(key) }) { .conflict($0) }
    case .identity(var dialog): return keep(&dialog, { $0.type(key) }) { .identity($0) }
    case .queue(var dialog): return keep(&dialog, { $0.type(key) }) { .queue($0) }
    case .pull(var dialog): return keep(&dialog, { $0.type(key) }) { .pull($0) }
    case .people(var dialog): return keep(&dialog, { $0.type(key) }) { .people($0) }
    case .unsaved(var dialog): return keep(&dialog, { $0.type(key) }) { .unsaved($0) }
    case .shift(var dialog): return keep(&dialog, { $0.type(key) }) { .shift($0) }
    case .said(let dialog): return dialog.type(key)
    case .pick(var dialog): return keep(&dialog, { $0.type(key) }) { .pick($0) }
    case .lines(var dialog): return keep(&dialog, { $0.type(key) }) { .lines($0) }
    case .tour(var dialog): return keep(&dialog, { $0.type(key) }) { .tour($0) }
    case .admin(var dialog): return keep(&dialog, { $0.type(key) }) { .admin($0) }
    case .rights(var dialog): return keep(&dialog, { $0.type(key) }) { .rights($0) }
    case .outgrown:
      return key == .enter || key == .character("q") || key == .character("Q") ? .quits : .stays
    }
  }

  private mutating func keep<Value>(
    _ value: inout Value, _ change: (inout Value) -> DialogOutcome, _ wrap: (Value) -> Dialog
  ) -> DialogOutcome {
    let outcome = change(&value)
    self = wrap(value)
    return outcome
  }
}
