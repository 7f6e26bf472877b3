import CFuzzer

/// Feeds mutated inputs to one of the parsers that read what strangers wrote.
///
///     fuzz TARGET [libFuzzer's own arguments]
///
/// Built with `-sanitize=fuzzer` by `Fuzzing/run` only; the sanitizer brings the loop that this links against.
@main
struct Fuzz {
  static func main() {
    let targets: [String: @convention(c) (UnsafePointer<UInt8>?, Int) -> Int32] = [
      "recognisers": { data, size in recognise(UnsafeBufferPointer(start: data, count: size)) },
      "json": { data, size in parseAnswer(UnsafeBufferPointer(start: data, count: size)) },
      "csv": { data, size in importTable(UnsafeBufferPointer(start: data, count: size)) },
      "objects": { data, size in readObjects(UnsafeBufferPointer(start: data, count: size)) },
      "mask": { data, size in mask(UnsafeBufferPointer(start: data, count: size)) },
      "cards": { data, size in readCards(UnsafeBufferPointer(start: data, count: size)) },
      "codes": { data, size in readCodes(UnsafeBufferPointer(start: data, count: size)) },
      "keys": { data, size in decodeKeys(UnsafeBufferPointer(start: data, count: size)) },
    ]
    var arguments = CommandLine.arguments
    guard arguments.count > 1, let target = targets[arguments.remove(at: 1)] else {
      fatalError("usage: fuzz \(targets.keys.sorted().joined(separator: "|")) …")
    }
    var count = Int32(arguments.count)
    var pointers: [UnsafeMutablePointer<CChar>?] = arguments.map { text in
      let bytes = Array(text.utf8CString)
      let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
      copy.initialize(from: bytes, count: bytes.count)
      return copy
    }
    pointers.append(nil)
    pointers.withUnsafeMutableBufferPointer { buffer in
      var base = buffer.baseAddress
      _ = LLVMFuzzerRunDriver(&count, &base, target)
    }
  }
}

/// Stops the fuzzer at an input that breaks a promise.
func promise(_ isKept: Bool, _ what: StaticString) {
  if !isKept { fatalError("\(what)") }
}
