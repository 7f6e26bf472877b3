import ContactsCore
import Glibc

/// One attendant in a process of its own: thinks, looks somebody up, saves, and prints how long each took.
///
///     bench attendant HOME SECONDS SEED
enum Attendant {
  static func run(_ arguments: [String]) async -> Never {
    do {
      let seconds = Double(arguments[3]) ?? 0
      let seed = Int(arguments[4]) ?? 0
      var random = Mixer(UInt64(seed))
      let (book, actor) = try await Desk.open(arguments[2])
      let clock = ContinuousClock()
      let begin = clock.now
      while (clock.now - begin).milliseconds < seconds * 1000 {
        try await Task.sleep(for: .milliseconds(250 + random.below(1500)))
        let word = String(random.pick(Invented.firstNames).prefix(4))
        let search = try await measured(1) { _ in
          _ = try await book.search(word, after: nil, limit: 50, as: actor)
        }
        let number = (200_000_000 + seed * 100_000 + random.below(100_000)) * 4
        let registration = Invented.registration(
          number, at: Desk.surroundings.now(), key: Desk.surroundings.newUID())
        let save = try await measured(1) { _ in
          _ = try await book.register(registration, as: actor)
        }
        print("\(search.worst) \(save.worst)")
      }
      await book.close()
      exit(0)
    } catch {
      print("failed: \(error)")
      exit(1)
    }
  }
}
