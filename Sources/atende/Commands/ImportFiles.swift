import ContactsCore
import Glibc
import TUI

/// The files of an import that is asked for on the screen.
enum ImportFiles {
  /// The source that the order describes.
  static func source(of order: ImportOrder, _ file: InputFile) throws -> any ImportSource {
    switch order.format {
    case .csv:
      return try CSVImport(
        file, map: [], columns: order.columns.isEmpty ? nil : order.columns.map(\.field))
    case .json:
      return JSONImport(
        file, map: order.columns.map { ($0.heading.revealed(for: .matching), $0.field) })
    case .vCard: return VCardImport(file)
    }
  }

  /// `contatos-recusadas.csv` beside `contatos.csv`, or a further name where that is taken.
  static func placeOfRefused(_ path: String) -> String {
    let name = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    let dot = path[name...].lastIndex(of: ".").flatMap { $0 > name ? $0 : nil } ?? path.endIndex
    let (stem, ending) = (path[..<dot], path[dot...])
    var place = "\(stem)-recusadas\(ending)"
    var number = 2
    var status = stat()
    while lstat(place, &status) == 0, number < 1000 {
      place = "\(stem)-recusadas-\(number)\(ending)"
      number += 1
    }
    return place
  }

  /// Folders, and files that could be imported, whose path begins with what was typed.
  static func completions(of typed: String) -> [String] {
    let slash = typed.lastIndex(of: "/").map { typed.index(after: $0) } ?? typed.startIndex
    let (shown, begun) = (typed[..<slash], folded(String(typed[slash...])))
    let folder = shown.isEmpty ? "." : LiveEffects.expanded(String(shown))
    var found: [String] = []
    for (name, isFolder) in entries(of: folder) where folded(name).hasPrefix(begun) {
      if name.hasPrefix("."), !begun.hasPrefix(".") { continue }
      guard isFolder || isImportable(name) else { continue }
      found.append(shown + name + (isFolder ? "/" : ""))
    }
    return found.sorted()
  }

  private static let endings = [
    ".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson", ".vcf", ".vcard",
  ]

  private static func isImportable(_ name: String) -> Bool {
    let name = name.lowercased()
    return endings.contains { name.hasSuffix($0) }
  }

  /// With the rights of whoever runs the program; empty for a folder that cannot be read.
  private static func entries(of path: String) -> [(name: String, isFolder: Bool)] {
    let descriptor = UserFile.openFolder(path)
    guard descriptor >= 0 else { return [] }
    guard let folder = fdopendir(descriptor) else {
      close(descriptor)
      return []
    }
    defer { closedir(folder) }
    var found: [(name: String, isFolder: Bool)] = []
    while let entry = readdir(folder), found.count < 5000 {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      var status = stat()
      guard name != ".", name != "..", fstatat(descriptor, name, &status, 0) == 0 else { continue }
      let kind = status.st_mode & S_IFMT
      if kind == S_IFDIR || kind == S_IFREG { found.append((name, kind == S_IFDIR)) }
    }
    return found
  }
}
