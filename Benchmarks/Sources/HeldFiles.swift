import Glibc

/// Files that stay in memory for as long as this process lives.
///
/// Some kernels give up pages of files that nobody touched for a few seconds, however much memory is free (virtual
/// machines do, to give it back to their host). What is read again from the disk then counts as ours, now and then, and
/// no two runs agree. Pages locked by `mlock(2)` are never given up.
struct HeldFiles {
  /// Bytes held.
  private(set) var bytes = 0
  /// Bytes that could not be held: the limit of locked memory, or too little that is free.
  private(set) var refused = 0
  private var paths: Set<String> = []

  /// Whether the caller wants files held.
  static var areWanted: Bool { getenv("BENCH_UNHELD").map { $0.pointee == 0 } ?? true }

  /// Reads a file into memory and keeps it there.
  ///
  /// - Throws: When it is not there.
  mutating func hold(_ path: String) throws(Failure) {
    guard let real = realpath(path, nil) else { throw Failure("\(path) is not there to be held") }
    defer { free(real) }
    guard paths.insert(String(cString: real)).inserted else { return }
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Failure("\(path) cannot be read") }
    defer { close(descriptor) }
    let length = Int(lseek(descriptor, 0, SEEK_END))
    guard length > 0 else { return }
    guard length < HeldFiles.available / 2,
      let pages = mmap(nil, length, PROT_READ, MAP_SHARED, descriptor, 0), pages != MAP_FAILED
    else {
      refused += length
      return
    }
    // A page that was given up before is read by this call.
    guard mlock(pages, length) == 0 else {
      munmap(pages, length)
      refused += length
      return
    }
    bytes += length
  }

  /// Holds a program with the libraries it is linked with; a script has none.
  mutating func hold(program: String, folder: String) throws(Failure) {
    try hold(program)
    guard let list = try? output(of: ["/usr/bin/ldd", program], folder: folder) else { return }
    for line in list.split(separator: "\n") {
      guard let path = line.split(separator: " ").first(where: { $0.hasPrefix("/") }) else {
        continue
      }
      try hold(String(path))
    }
  }

  /// Memory that could be had without swapping, in bytes.
  private static var available: Int {
    let line = (try? text(of: "/proc/meminfo"))?.split(separator: "\n")
      .first { $0.hasPrefix("MemAvailable:") }
    return (line.flatMap { Int($0.filter(\.isNumber)) } ?? 0) * 1024
  }

  /// What `Benchmarks/run` keeps beside all scenarios: the program and those it is compared with, and the stores.
  ///
  /// Says how many MB are held and how many are not, and ends with standard input.
  static func holdAll(binary: String, cache: String, stores: [String]) throws(Failure) -> Never {
    var held = HeldFiles()
    for program in [binary, CommandLine.arguments[0]] {
      try held.hold(program: program, folder: cache)
    }
    let peers = ["/usr/bin/sqlite3", "/usr/bin/fzf", "/usr/bin/abook", "/usr/bin/python3"]
    for peer in peers + [".build/release/xlsx-loop"] where exists(peer) {
      try held.hold(program: peer, folder: cache)
    }
    for store in stores {
      try held.hold("\(cache)/\(store)/atende.db")
      for book in ["people.txt", "abook"] where exists("\(cache)/\(store)-books/\(book)") {
        try held.hold("\(cache)/\(store)-books/\(book)")
      }
    }
    Table.show("\(held.bytes / 1_048_576) \(held.refused / 1_048_576)")
    var byte: UInt8 = 0
    while read(STDIN_FILENO, &byte, 1) > 0 {}
    exit(0)
  }
}
