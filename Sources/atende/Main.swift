import ContactsCore

@main
struct Main {
  static func main() {
    print(ReasonCatalogue.initial.count)
  }
}
