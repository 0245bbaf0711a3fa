//! One method per problem. The code is the method's name in kebab case.
