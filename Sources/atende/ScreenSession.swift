import ContactsCore
import TUI

/// Opens the screens for whoever runs the program, and comes back when they are left.
///
/// The store is opened first: what keeps it from being opened is said on the ordinary screen, with its exit code.
@MainActor
func runScreens(_ context: Context, linear: Bool) async throws {
  let store =
    ContactBook.exists(in: context.environment.folder) ? try await context.doorstep() : nil
  let elapsed = context.stopwatch()
  let notice = CrashReports.notice(
    in: context.environment.folder.logs, now: context.surroundings.now())
  let effects = LiveEffects(context, book: store?.book, desk: store?.desk, notice: notice)
  var settings = TerminalSettings(
    noColour: !context.environment.hasColour,
    crashFolder: store == nil ? nil : context.environment.folder.logs,
    escapeDelay: context.environment.escapeDelay)
  settings.theme = context.environment.theme
  func show(_ terminal: any Terminal) {
    if store != nil { context.log.record(.screensOpened) }
    let runtime = Runtime(
      App.self,
      model: AppModel(
        size: terminal.size,
        keys: KeyPreferences(of: context.environment, on: terminal),
        canSuspend: !Hardening.isPrivileged),
      terminal: terminal,
      now: context.surroundings.now, clock: { ContinuousClock.now },
      perform: { await effects.perform($0, post: $1) })
    _ = runtime.run(first: .started)
  }
  do {
    if linear {
      try withLinearTerminal(settings) { show($0) }
    } else {
      try withTerminal(settings) { show($0) }
    }
  } catch let failure as TerminalFailure {
    await effects.close()
    throw Failure.usage(failure.message)
  }
  await effects.close()
  context.log.record(.screensClosed(milliseconds: elapsed()))
}

extension KeyPreferences {
  /// The profile and the file of keys of whoever runs the program; nobody has to have either.
  @MainActor
  fileprivate init(of environment: LiveEnvironment, on terminal: any Terminal) {
    var text: String?
    var isUnreadable = false
    do throws(Failure) {
      text = try Input.text(of: environment.keyFile, limit: 1 << 16)
    } catch {
      // One that is there and is no text is said in the screens, as any other mistake in it.
      isUnreadable = error.exit != .noInput
    }
    self.init(
      profile: environment.keyProfile, text: text, isUnreadable: isUnreadable,
      path: environment.keyFile, reachable: terminal.functionKeys)
  }
}
