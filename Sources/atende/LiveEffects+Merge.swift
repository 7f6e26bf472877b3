import ContactsCore
import TUI

/// **Duplicados**.
extension LiveEffects {
  func perform(_ effect: MergeEffect, _ post: @escaping Post) async {
    guard let desk else { return }
    let (book, actor) = (desk.book, desk.actor)
    switch effect {
    case .find(let uid, let request):
      let result = await attempt("findMerge") {
        let record = try await book.read(uid, after: nil, as: actor)
        let matches = try await book.duplicates(
          of: DuplicateProbe(record.contact.fields), excluding: record.contact.uid, as: actor)
        return MergeSearch(record: record, matches: matches)
      }
      post(.merge(.found(request, result)))
    case .read(let uid, let request):
      let result = await attempt("readMerge") { try await book.read(uid, after: nil, as: actor) }
      post(.merge(.read(request, result)))
    case .unite(let merge, let request):
      let result = await attempt("merge") { try await book.merge(merge, as: actor) }
      post(.merge(.united(request, result)))
    case .undoChange(let uid, let version, let request):
      let result = await attempt("undoChange") {
        let undone = try await book.undoChange(of: uid, at: version, as: actor)
        return UndoneChange(fields: undone.fields, by: undone.by)
      }
      post(.merge(.changeUndone(request, result)))
    case .undo(let uid, let request):
      let result = await attempt("undoMerge") {
        try await book.undoMerge(of: uid, as: actor).restored
      }
      post(.merge(.undone(request, result)))
    }
  }
}
