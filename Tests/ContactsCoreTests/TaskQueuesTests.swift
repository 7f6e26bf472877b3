import Testing

@testable import ContactsCore

@Suite("Queues for tasks")
struct TaskQueuesTests {
  @Test func `more tasks than queues all run, and what they await comes back`() async {
    let queues = TaskQueues(count: 2)
    let sum = await withTaskGroup(of: Int.self) { group in
      for number in 1...1000 {
        group.addTask(executorPreference: queues) {
          await Task.yield()
          return number
        }
      }
      return await group.reduce(0, +)
    }
    #expect(sum == 500_500)
  }

  @Test func `time that is let pass ends`() async throws {
    try await TaskQueues.sleep(for: .zero)
    try await TaskQueues.sleep(for: .nanoseconds(1))
  }

  @Test(arguments: [true, false])
  func `who is cancelled waits no longer`(_ isCancelledFirst: Bool) async {
    let (begun, hasBegun) = AsyncStream.makeStream(of: Void.self)
    let task = Task(executorPreference: TaskQueues.shared) {
      if isCancelledFirst {
        for await _ in begun {}
      } else {
        hasBegun.finish()
      }
      try await TaskQueues.sleep(for: .seconds(86_400 * 365))
    }
    if !isCancelledFirst { for await _ in begun {} }
    task.cancel()
    hasBegun.finish()
    await #expect(throws: CancellationError.self) { try await task.value }
  }
}
