import ContactsCore
import Glibc

@main
struct Main {
  static func main() async {
    Heaps.share()
    let words = Array(CommandLine.arguments.dropFirst())
    #if DEBUG
      NextRelease.isPlayed.withLock { $0 = getenv("ATENDE_NEXT_RELEASE") != nil }
    #endif
    let context = Context.live()
    Hardening.apply()
    let program = Program(table: { .all }, context: context) { linear in
      try await runScreens(context, linear: linear || context.environment.isLinear)
    }
    // Not exit(3), which takes down what C++ libraries keep for the whole program while a task that nobody waits for any more
    // may still read a number. Nothing waits to be written: no stream of stdio is open by now.
    _exit(await program.run(words).rawValue)
  }
}
