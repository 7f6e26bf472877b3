import ContactsCore
import TUI
import TestSupport
import Testing

/// A program that writes down what happens to it.
private enum Diary: Program {
  struct Model: Equatable, Sendable {
    var entries: [String] = []
    /// The number of the search whose answer is awaited.
    var awaited = 0
  }

  enum Message: Equatable, Sendable {
    case began([Effect])
    case typed(Character)
    case searched
    case found(String, number: Int)
    case told(String)
    case ended
  }

  enum Effect: Equatable, Sendable {
    case search(number: Int)
    case tell(count: Int)
    case save
    case remind(milliseconds: Int, String)
    case redraw, suspend, quit
  }

  static func update(_ model: inout Model, _ message: Message) -> [Effect] {
    switch message {
    case .began(let effects): return effects
    case .typed("q"): return [.quit]
    case .typed(let letter):
      model.entries.append(String(letter))
      return []
    case .searched:
      model.awaited += 1
      return [.search(number: model.awaited)]
    case .found(let text, let number):
      guard number == model.awaited else { return [] }
      model.entries.append(text)
      return []
    case .told(let text):
      model.entries.append(text)
      return []
    case .ended:
      model.entries.append("fim")
      return [.save, .quit]
    }
  }

  static func view(_ model: Model, size: Size) -> Frame {
    var frame = Frame(size: size)
    frame.write(model.entries.joined(separator: " "), row: 0, column: 0)
    return frame
  }

  static func message(for event: TerminalEvent) -> Message? {
    switch event {
    case .key(.enter): .searched
    case .key(.character(let letter)): .typed(letter)
    case .key, .resized: nil
    case .terminated: .ended
    }
  }

  static func command(for effect: Effect) -> Command<Message> {
    switch effect {
    case .search, .tell: .perform(mustFinish: false)
    case .save: .perform(mustFinish: true)
    case .remind(let milliseconds, let text):
      .wait(.milliseconds(milliseconds)) { _ in .told(text) }
    case .redraw: .redraw
    case .suspend: .suspend
    case .quit: .quit
    }
  }
}

@MainActor @Suite struct RuntimeTests {
  private func run(
    _ terminal: BufferTerminal, _ effects: [Diary.Effect] = [],
    perform: @escaping Runtime<Diary>.Perform = { _, _ in }
  ) -> Diary.Model {
    let runtime = Runtime(
      Diary.self, model: Diary.Model(), terminal: terminal, now: { Timestamp(milliseconds: 0) },
      clock: terminal.clock, perform: perform)
    let model = runtime.run(first: .began(effects))
    #expect(terminal.isThrough)
    return model
  }

  private static func typed(_ text: String) -> BufferTerminal.Step {
    .events(text.map { .key(.character($0)) })
  }

  @Test func `the first screen is drawn before anything is waited for`() {
    let terminal = BufferTerminal([.look { #expect($0.frames.count == 1) }, Self.typed("q")])
    #expect(run(terminal).entries == [])
    #expect(terminal.deadlines == [nil, nil])
  }

  @Test func `keys that come together draw one frame`() {
    let terminal = BufferTerminal([
      Self.typed("abc"), .look { #expect($0.frames.count == 2) }, Self.typed("d"), Self.typed("q"),
    ])
    #expect(run(terminal).entries == ["a", "b", "c", "d"])
    #expect(terminal.frames.count == 3)
    #expect(terminal.text[0] == "a b c d")
  }

  @Test func `what changes nothing draws nothing`() {
    let terminal = BufferTerminal([
      .events([.key(.up)]), .events([]), .look { #expect($0.frames.count == 1) }, Self.typed("q"),
    ])
    _ = run(terminal)
    #expect(terminal.frames.count == 1)
  }

  @Test func `a burst of messages wakes the program once and draws one frame`() {
    let posted = Gate()
    let terminal = BufferTerminal([
      .look { _ in posted.wait() }, .look { #expect($0.frames.count == 2) }, Self.typed("q"),
    ])
    let model = run(terminal, [.tell(count: 40)]) { effect, send in
      guard case .tell(let count) = effect else { return }
      for number in 0..<count { send(.told("\(number)")) }
      posted.open()
    }
    #expect(model.entries == (0..<40).map(String.init))
    #expect(terminal.wakes == 1)
    #expect(terminal.frames.count == 2)
  }

  @Test func `a reply to an older search is dropped`() {
    let (older, release) = AsyncStream.makeStream(of: Void.self)
    let terminal = BufferTerminal([
      .events([.key(.enter)]), .events([.key(.enter)]), .wake, .look { _ in release.finish() },
      .wake, Self.typed("q"),
    ])
    let model = run(terminal) { effect, send in
      guard case .search(let number) = effect else { return }
      if number == 1 { for await _ in older {} }
      send(.found("achado \(number)", number: number))
    }
    #expect(model.entries == ["achado 2"])
    // The first, one for each search, and one for the answer that was awaited.
    #expect(terminal.frames.count == 4)
  }

  @Test func `reminders come at their time, together when they are due together`() {
    let terminal = BufferTerminal([
      .deadline, .look { #expect($0.text[0] == "logo") }, .deadline,
      .look { #expect($0.text[0] == "logo depois") }, Self.typed("q"),
    ])
    let start = terminal.clock()
    let model = run(
      terminal, [.remind(milliseconds: 500, "depois"), .remind(milliseconds: 100, "logo")])
    #expect(model.entries == ["logo", "depois"])
    #expect(
      terminal.deadlines == [
        start + .milliseconds(100), start + .milliseconds(500), start + .milliseconds(500), nil,
        nil,
      ])
  }

  @Test func `an idle program waits for nothing but a person`() {
    let terminal = BufferTerminal([Self.typed("a"), .events([]), Self.typed("q")])
    _ = run(terminal)
    #expect(terminal.deadlines.allSatisfy { $0 == nil })
    #expect(terminal.wakes == 0)
  }

  @Test func `a new size is drawn even when the program has no word for it`() {
    let size = Size(rows: 10, columns: 40)
    let terminal = BufferTerminal([.events([.resized(size)]), Self.typed("q")])
    _ = run(terminal)
    #expect(terminal.frames.map(\.size) == [Size(rows: 24, columns: 80), size])
  }

  @Test func `redrawing and coming back from the shell paint the screen anew`() {
    let terminal = BufferTerminal([Self.typed("q")])
    _ = run(terminal, [.redraw, .suspend])
    #expect(terminal.forgottenFrames == 1)
    #expect(terminal.suspensions == 1)
    #expect(terminal.frames.count == 1)
  }

  @Test func `the end waits for a save that is under way`() {
    let saved = Guarded(false)
    let begun = Gate()
    let terminal = BufferTerminal([.events([.terminated])])
    let model = run(terminal) { effect, _ in
      guard effect == .save else { return }
      begun.open()
      // Gives the main thread every chance to leave too early.
      for _ in 0..<1000 { await Task.yield() }
      saved.withLock { $0 = true }
    }
    begun.wait()
    #expect(model.entries == ["fim"])
    #expect(saved.withLock { $0 })
  }

  @Test func `the end cancels a search and does not wait for it`() async {
    let (cancelled, continuation) = AsyncStream.makeStream(of: Bool.self)
    let terminal = BufferTerminal([.events([.key(.enter)]), Self.typed("q")])
    _ = run(terminal) { _, _ in
      await withTaskCancellationHandler {
        while !Task.isCancelled { await Task.yield() }
      } onCancel: {
        continuation.yield(true)
      }
    }
    for await isCancelled in cancelled {
      #expect(isCancelled)
      break
    }
  }
}
