import CHost
import Glibc

/// What the program does to itself before anything else, so that nobody beside it on the machine reads along.
enum Hardening {
  /// Whether the program runs with a group that its user does not have, as `make install` installs it.
  static var isPrivileged: Bool { atende_is_privileged() }

  /// No core dumps, no reading of this process's memory by others, no words in the list of processes, and an environment
  /// of known variables only.
  ///
  /// Reading the environment and the command line comes before: what is removed here is gone for every library too.
  static func apply() {
    var nothing = rlimit(rlim_cur: 0, rlim_max: 0)
    // A kernel that refuses leaves the limits of the system, which `doctor` shows.
    _ = setrlimit(__rlimit_resource_t(RLIMIT_CORE.rawValue), &nothing)
    _ = atende_refuse_dumps()
    // Files of the store belong to the group, and to nobody else.
    umask(0o007)
    // A reader that goes away is an error to handle, not a signal to die of.
    signal(SIGPIPE, SIG_IGN)
    scrubEnvironment()
    scrubArguments()
  }

  /// What the terminal and the clock need; proxies, preloads, tracers and secrets are not among them.
  private static let kept: Set<String> = [
    "TERM", "TERMINFO", "TERMINFO_DIRS", "COLORTERM", "ESCDELAY", "LINES", "COLUMNS", "LANG",
    "LC_ALL", "LC_CTYPE", "TZ", "HOME",
  ]

  private static func scrubEnvironment() {
    let variables = kept.compactMap { name in
      getenv(name).map { (name, String(cString: $0)) }
    }
    clearenv()
    for (name, value) in variables { setenv(name, value, 1) }
  }

  /// What is searched for is somebody's name, and every account may list the processes.
  private static func scrubArguments() {
    for index in 1..<max(Int(CommandLine.argc), 1) {
      guard let word = CommandLine.unsafeArgv[index] else { return }
      memset(word, 0, strlen(word))
    }
  }
}
