/// Where frames are shown and events come from.
@MainActor
public protocol Terminal: AnyObject {
  var size: Size { get }

  /// The F-keys that it can send, by itself or as `Esc` and a digit.
  var functionKeys: Set<Int> { get }

  /// Ends a `wait` that is under way, or the next one; callable from any thread.
  var wake: @Sendable () -> Void { get }

  /// Sleeps until something happens: an event, a wake-up, or the deadline (nil: none). May return nothing.
  func wait(until deadline: ContinuousClock.Instant?) -> [TerminalEvent]

  func draw(_ frame: Frame)

  /// Forgets what is on the screen, so that the next frame is painted whole.
  func forgetFrame()

  /// Gives the terminal to the shell, stops, and takes it again when continued.
  func suspend()
}
