internal import ContactsCore

/// Messages on their way to the main thread, from any other.
final class Mailbox<Message: Sendable>: Sendable {
  private let messages = Guarded<[Message]>([])
  private let wake: @Sendable () -> Void

  init(wake: @escaping @Sendable () -> Void) {
    self.wake = wake
  }

  /// Adds a message; wakes the main thread only when there was none, so that a burst costs one byte.
  func post(_ message: Message) {
    let wasEmpty = messages.withLock { messages in
      defer { messages.append(message) }
      return messages.isEmpty
    }
    if wasEmpty { wake() }
  }

  func takeAll() -> [Message] {
    messages.withLock { messages in
      defer { messages = [] }
      return messages
    }
  }

  var isEmpty: Bool { messages.withLock(\.isEmpty) }
}
