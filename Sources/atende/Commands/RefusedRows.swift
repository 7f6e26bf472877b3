import ContactsCore
import Glibc

/// The file of the rows that an import refused: nameless until it is whole, and not there when none was refused.
final class RefusedRows: Sendable {
  private let file: ExportFile
  private let number: [UInt8]

  init(_ path: String, context: Context) throws(Failure) {
    // Refused rows are somebody's data: an older file of them is never written over.
    try ExportPlace.check(
      path, replacing: false, otherwise: "Diga outro nome em `--refused`.",
      context.environment.folder)
    number = context.surroundings.randomBytes(8)
    file = try ExportPlace.make(path, replacing: false, number: number)
  }

  func write(_ bytes: [UInt8]) throws(StoreError) { try file.append(bytes) }

  func finish(isEmpty: Bool) throws(StoreError) {
    if !isEmpty { try file.keep(number: number) }
  }
}
