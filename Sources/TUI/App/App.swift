/// The screens as a program of values: what `Runtime` runs.
public enum App: Program {
  public typealias Model = AppModel
  public typealias Message = AppMessage
  public typealias Effect = AppEffect

  public static func update(_ model: inout AppModel, _ message: AppMessage) -> [AppEffect] {
    let effects = model.update(message)
    return message.failure == .signedOut ? effects + model.sessionEnded() : effects
  }

  public static func view(_ model: AppModel, size: Size) -> Frame {
    model.frame(size: size)
  }

  public static func message(for event: TerminalEvent) -> AppMessage? {
    switch event {
    case .key(let key): .pressed(key)
    case .resized(let size): .resized(size)
    case .terminated: .terminated
    }
  }

  public static func command(for effect: AppEffect) -> Command<AppMessage> {
    switch effect {
    case .tick(let pause, let tick): .wait(pause) { .ticked(tick, at: $0) }
    case .redraw: .redraw
    case .suspend: .suspend
    case .quit: .quit
    // What has been typed must reach the disk before the program ends.
    case .create, .update, .register, .saveDraft, .discardDraft: .perform(mustFinish: true)
    case .queue(let effect): .perform(mustFinish: effect.changesTheStore)
    case .model, .panel: .perform(mustFinish: false)
    case .people(let effect): .perform(mustFinish: effect.changesTheStore)
    case .audit(let effect): .perform(mustFinish: effect.changesTheStore)
    case .merge(let effect): .perform(mustFinish: effect.changesTheStore)
    case .rights(let effect): .perform(mustFinish: effect.changesTheStore)
    case .shift(let effect): .perform(mustFinish: effect.changesTheStore)
    case .admin(let effect): .perform(mustFinish: effect.changesTheStore)
    // Ended when the program is: half a file is none, and of an import what was saved is settled.
    case .export, .imports: .perform(mustFinish: false)
    case .open, .search, .count, .read, .findDuplicates, .recognise, .extract, .cancelExtraction,
      .loadDrafts, .checkSchema, .checkRecord, .checkModel, .makeIdentifiers:
      .perform(mustFinish: false)
    }
  }
}
