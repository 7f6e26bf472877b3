internal import CUtf8proc

/// How many columns a scalar takes on a terminal: 0, 1 or 2.
///
/// By utf8proc and not by the C library, whose answer depends on the locale of whoever logs in.
public func columns(of scalar: Unicode.Scalar) -> Int {
  if scalar.isASCII { return scalar.value < 0x20 || scalar.value == 0x7f ? 0 : 1 }
  return max(0, Int(utf8proc_charwidth(utf8proc_int32_t(bitPattern: scalar.value))))
}

/// How many columns a text takes on a terminal.
public func columns(of text: String) -> Int {
  text.unicodeScalars.reduce(0) { $0 + columns(of: $1) }
}
