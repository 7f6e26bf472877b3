public import ContactsCore

/// A program as values: what happens to its model, how it looks, what it asks of the world.
public protocol Program: Sendable {
  associatedtype Model: Equatable & Sendable
  associatedtype Message: Sendable
  associatedtype Effect: Sendable

  /// Changes the model by what happened; answers with what is to be done. Pure.
  static func update(_ model: inout Model, _ message: Message) -> [Effect]

  /// The screen that shows the model. Pure.
  static func view(_ model: Model, size: Size) -> Frame

  /// What an event of the terminal means to the program; nil when nothing.
  static func message(for event: TerminalEvent) -> Message?

  /// Who does what an effect asks.
  static func command(for effect: Effect) -> Command<Message>
}

/// Who does what an effect asks: the runtime itself, or a task.
public enum Command<Message: Sendable>: Sendable {
  /// A detached task. One that must finish is waited for when the program ends; another is cancelled.
  case perform(mustFinish: Bool)
  /// The message is delivered after a pause, with the moment it is delivered.
  case wait(Duration, then: @Sendable (Timestamp) -> Message)
  /// Paints every cell anew.
  case redraw
  /// Gives the terminal back to the shell until the program is continued.
  case suspend
  case quit
}

/// What a terminal tells.
public enum TerminalEvent: Equatable, Sendable {
  case key(Key)
  case resized(Size)
  /// A signal asked the program to end, or the connection is gone.
  case terminated
}
