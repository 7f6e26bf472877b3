import ContactsCore
import TUI

/// Opens the screens for whoever runs the program, and comes back when they are left.
///
/// The store is opened first: what keeps it from being opened is said on the ordinary screen, with its exit code.
@MainActor
func runScreens(_ context: Context) async throws {
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
  do {
    try withTerminal(settings) { terminal in
      if store != nil { context.log.record(.screensOpened) }
      let runtime = Runtime(
        App.self,
        model: AppModel(size: terminal.size, canSuspend: !Hardening.isPrivileged),
        terminal: terminal,
        now: context.surroundings.now, clock: { ContinuousClock.now },
        perform: { await effects.perform($0, post: $1) })
      _ = runtime.run(first: .started)
    }
  } catch let failure as TerminalFailure {
    await effects.close()
    throw Failure.usage(failure.message)
  }
  await effects.close()
  context.log.record(.screensClosed(milliseconds: elapsed()))
}
